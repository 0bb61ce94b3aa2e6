import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../time/instant";
import type { BusinessCalendar } from "./clock-policy";
import { addCountedMinutes, countedMinutes, stoppedMinutes } from "./working-time";

const at = (text: string) => Date.parse(text);
const berlin: BusinessCalendar = {
  name: "office hours",
  zone: "Europe/Berlin",
  hours: [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 8 * 60, untilMinute: 16 * 60 })),
  holidays: ["2026-12-25"],
};

describe("time that counts", () => {
  it("is every minute without a calendar", () => {
    expect(addCountedMinutes(at("2026-11-20T10:00Z"), 90, null)).toBe(at("2026-11-20T11:30Z"));
  });

  it("leaves out nights and the weekend", () => {
    // Friday 15:00 in Berlin, two hours: one on Friday, one on Monday.
    expect(addCountedMinutes(at("2026-11-20T14:00Z"), 120, berlin)).toBe(at("2026-11-23T08:00Z"));
  });

  it("ends with the working day, not with the next one", () => {
    expect(addCountedMinutes(at("2026-11-20T14:00Z"), 60, berlin)).toBe(at("2026-11-20T15:00Z"));
  });

  it("leaves out holidays of the calendar's own zone", () => {
    expect(addCountedMinutes(at("2026-12-24T14:30Z"), 60, berlin)).toBe(at("2026-12-28T07:30Z"));
  });

  it("starts with the working day when it began at night", () => {
    expect(addCountedMinutes(at("2026-11-23T02:00Z"), 30, berlin)).toBe(at("2026-11-23T07:30Z"));
  });

  it("keeps the hours on the wall over a change to winter time", () => {
    const zone: BusinessCalendar = { ...berlin, hours: [{ day: 7, fromMinute: 0, untilMinute: 1440 }] };
    // The night of 25 October 2026 has 25 hours.
    expect(countedMinutes(at("2026-10-24T00:00Z"), at("2026-10-27T00:00Z"), zone)).toBe(25 * 60);
  });

  it("stands still in a pause, and two at once count once", () => {
    const pause = { from: at("2026-11-20T10:30Z"), until: at("2026-11-20T12:00Z") };
    expect(addCountedMinutes(at("2026-11-20T10:00Z"), 60, null, [pause, pause])).toBe(
      at("2026-11-20T12:30Z"),
    );
    expect(stoppedMinutes(at("2026-11-20T11:00Z"), at("2026-11-20T13:00Z"), [pause, pause])).toBe(60);
  });

  it("never comes while it stands still for good, or in a calendar without hours", () => {
    const pause = { from: at("2026-11-20T10:30Z"), until: Number.POSITIVE_INFINITY };
    expect(addCountedMinutes(at("2026-11-20T10:00Z"), 60, null, [pause])).toBeNull();
    expect(addCountedMinutes(at("2026-11-20T10:00Z"), 60, { ...berlin, hours: [] })).toBeNull();
  });

  it("adds up: what was added is what is counted back", () => {
    const moment = fc.integer({ min: at("2026-01-01T00:00Z"), max: at("2027-01-01T00:00Z") });
    const pauses = fc.array(fc.tuple(moment, fc.integer({ min: 1, max: 5_000 })), { maxLength: 4 });
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 6_000 }),
        fc.boolean(),
        pauses,
        (from, minutes, working, stops) => {
          const calendar = working ? berlin : null;
          const stopped = stops.map(([start, length]) => ({
            from: start,
            until: start + length * MINUTE_MS,
          }));
          const until = addCountedMinutes(from, minutes, calendar, stopped);
          expect(until).not.toBeNull();
          expect(countedMinutes(from, until ?? from, calendar, stopped)).toBeCloseTo(minutes, 6);
        },
      ),
      { numRuns: 300 },
    );
  });
});
