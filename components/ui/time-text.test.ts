import { describe, expect, it } from "vitest";
import { durationText, nextChangeMs, relativeText } from "./duration-text";
import { instantText, shortInstantText } from "./instant-text";

const S = 1_000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

describe("how long ago", () => {
  it.each([
    [2 * S, "2 s"],
    [59 * S, "59 s"],
    [6 * M + 30 * S, "6 min"],
    [4 * H + 12 * M, "4 h 12 m"],
    [4 * H, "4 h"],
    [D + 3 * H + 59 * M, "1 d 3 h"],
    [D, "1 d"],
    [12 * D + 5 * H, "12 d"],
  ])("%d ms reads %s", (spanMs, text) => {
    expect(durationText(spanMs)).toBe(text);
  });

  it("tells past, future and now apart", () => {
    expect(relativeText(0, 6 * M)).toBe("6 min ago");
    expect(relativeText(2 * H + 5 * M, 0)).toBe("in 2 h 5 m");
    expect(relativeText(0, 400)).toBe("now");
  });

  it("is looked at again no more often than its text changes", () => {
    expect(nextChangeMs(0, 10 * S)).toBe(S);
    expect(nextChangeMs(0, 5 * M)).toBe(15 * S);
    expect(nextChangeMs(0, 2 * D)).toBe(15 * M);
  });
});

describe("an instant in full", () => {
  const at = new Date("2026-11-20T13:05:12Z");

  it("always names its zone", () => {
    expect(instantText(at, "UTC")).toMatch(/^20 Nov 2026, 13:05:12 UTC$/);
    expect(instantText(at, "Europe/Amsterdam")).toMatch(
      /^20 Nov 2026, 14:05:12 (CET|GMT\+1) \(Europe\/Amsterdam\)$/,
    );
  });

  it("leaves out the year in a column only while it is this year", () => {
    expect(shortInstantText(at, "Europe/Amsterdam", new Date("2026-12-01T00:00:00Z"))).toBe("20 Nov 14:05");
    expect(shortInstantText(at, "Europe/Amsterdam", new Date("2027-02-01T00:00:00Z"))).toBe(
      "20 Nov 2026 14:05",
    );
  });
});
