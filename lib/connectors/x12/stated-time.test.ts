import { describe, expect, it } from "vitest";
import { isDaylightSaving, offsetOfTimeCode } from "./codes/time-code";
import { readClock, readDate, readStatedTime } from "./stated-time";

describe("date and time of day", () => {
  it.each([
    ["20250310", "2025-03-10"],
    ["250310", "2025-03-10"],
    ["970310", "1997-03-10"],
    ["20240229", "2024-02-29"],
    ["20250229", null],
    ["19000229", null],
    ["20251301", null],
    ["2025031", null],
    ["00000000", null],
    ["CCYYMMDD", null],
  ])("reads date %s as %s", (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it.each([
    ["0830", "08:30"],
    ["083015", "08:30:15"],
    ["083000", "08:30"],
    ["08301599", "08:30:15"],
    ["830", "08:30"],
    ["08:30", "08:30"],
    ["2359", "23:59"],
    ["2400", null],
    ["0860", null],
    ["AM", null],
  ])("reads time %s as %s", (text, clock) => {
    expect(readClock(text)).toBe(clock);
  });

  it("keeps the date of a time that can't be read", () => {
    expect(readStatedTime("20250310", "2561", "CT")).toMatchObject({
      time: { local: "2025-03-10", offset: null },
    });
  });

  it("keeps the time of a code that names no zone, and says so", () => {
    const reading = readStatedTime("20250310", "0830", "Q1");
    expect(reading.time).toEqual({ local: "2025-03-10T08:30", offset: null });
    expect(reading.fault).toContain("Q1");
  });
});

describe("time codes by date", () => {
  it.each([
    ["ET", "2025-01-15T08:00", "-05:00"],
    ["ET", "2025-07-15T08:00", "-04:00"],
    ["CT", "2025-03-09T01:59", "-06:00"],
    ["CT", "2025-03-09T03:00", "-05:00"],
    ["MT", "2019-11-02T23:00", "-06:00"],
    ["MT", "2019-11-03T08:00", "-07:00"],
    ["PT", "2011-12-17T09:30", "-08:00"],
    ["PT", "2006-03-20T08:00", "-08:00"],
    ["PT", "2006-04-02T08:00", "-07:00"],
    ["CS", "2025-07-15T08:00", "-06:00"],
    ["ES", "2025-07-15T08:00", "-05:00"],
    ["MS", "2025-07-15T08:00", "-07:00"],
    ["PS", "2025-07-15T08:00", "-08:00"],
    ["CD", "2025-01-15T08:00", "-05:00"],
    ["NT", "2025-01-15T08:00", "-03:30"],
    ["HT", "2025-07-15T08:00", "-10:00"],
    ["GM", "2025-07-15T08:00", "Z"],
    ["UT", "2025-07-15T08:00", "Z"],
    ["LT", "2025-07-15T08:00", null],
    ["", "2025-07-15T08:00", null],
    ["01", "2025-07-15T08:00", "+01:00"],
    ["12", "2025-07-15T08:00", "+12:00"],
    ["13", "2025-07-15T08:00", "-12:00"],
    ["20", "2025-07-15T08:00", "-05:00"],
    ["24", "2025-07-15T08:00", "-01:00"],
    ["25", "2025-07-15T08:00", null],
  ])("%s at %s is %s", (code, local, offset) => {
    expect(offsetOfTimeCode(code, local)).toBe(offset);
  });

  it("takes the hour that happens twice for daylight time", () => {
    expect(isDaylightSaving("2025-11-02T01:30")).toBe(true);
    expect(isDaylightSaving("2025-11-02T02:00")).toBe(false);
  });
});
