import { describe, expect, it } from "vitest";
import { formatOf, rowTime } from "./written-time";

describe("a cell's time", () => {
  it.each([
    ["2031-03-02T14:05:09-05:00", "iso", "2031-03-02T14:05:09", "-05:00"],
    ["2031-03-02 14:05", "YYYY-MM-DD HH:mm", "2031-03-02T14:05", null],
    ["2.3.2031, 14:05", "DD.MM.YYYY HH:mm", "2031-03-02T14:05", null],
    ["03/02/2031 12:05 am", "MM/DD/YYYY HH:mm", "2031-03-02T00:05", null],
    ["03/02/2031", "MM/DD/YYYY HH:mm", "2031-03-02", null],
  ] as const)("%s as %s", (text, format, local, offset) => {
    expect(rowTime(text, format)).toEqual({ local, offset });
  });

  it.each([
    ["02.03.2031 14:05", "iso"],
    ["13/01/2031 14:05", "MM/DD/YYYY HH:mm"],
    ["29.02.2031", "DD.MM.YYYY HH:mm"],
    ["2031-03-02 25:00", "YYYY-MM-DD HH:mm"],
    ["03/02/2031 13:05 PM", "MM/DD/YYYY HH:mm"],
    [`03/02/2031 13:05${" ".repeat(1_000_000)}x`, "MM/DD/YYYY HH:mm"],
  ] as const)("%.40s is none as %s", (text, format) => {
    expect(rowTime(text, format)).toBeNull();
  });

  it("tells its own format, except that slashes are read month first", () => {
    expect(formatOf("02.03.2031 14:05")).toBe("DD.MM.YYYY HH:mm");
    expect(formatOf("2031-03-02T14:05Z")).toBe("iso");
    expect(formatOf("03/02/2031")).toBe("MM/DD/YYYY HH:mm");
    expect(formatOf("soon")).toBeNull();
  });
});
