import { describe, expect, it } from "vitest";
import { statedTime } from "./stated-time";

describe("a stated time", () => {
  it.each([
    ["2031-03-01T10:05:00Z", "2031-03-01T10:05:00", "Z"],
    ["2031-03-01T10:05:00.123Z", "2031-03-01T10:05:00", "Z"],
    ["2031-03-01T10:05-0500", "2031-03-01T10:05", "-05:00"],
    ["2031-03-01 10:05:07", "2031-03-01T10:05:07", null],
    ["2031-03-01", "2031-03-01", null],
  ])("%s keeps its wall clock and its zone", (text, local, offset) => {
    expect(statedTime(text)).toEqual({ local, offset });
  });

  it.each(["", "2031-02-29", "2031-13-01", "2031-03-01T24:30:00Z", "yesterday", "1711963800"])(
    "%j is none",
    (text) => {
      expect(statedTime(text)).toBeNull();
    },
  );
});
