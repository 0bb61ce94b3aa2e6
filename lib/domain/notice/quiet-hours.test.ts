import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hourText } from "../shipment/wall-clock";
import { DAY_MS, HOUR_MS } from "../time/instant";
import { nextDigestAt, quietUntil } from "./quiet-hours";

const at = (text: string) => Date.parse(text);
const NIGHT = { fromMinute: 22 * 60, untilMinute: 7 * 60 };

describe("in the night in which the clock changes", () => {
  it("quiet hours end the next morning, not the one after", () => {
    // 29 March 2026, Amsterdam: 02:00 is 03:00. 23:30 the evening before, seven in the morning after.
    expect(quietUntil(NIGHT, "Europe/Amsterdam", at("2026-03-28T22:30Z"))).toBe(at("2026-03-29T05:00Z"));
    expect(quietUntil(NIGHT, "Europe/Amsterdam", at("2026-10-24T21:30Z"))).toBe(at("2026-10-25T06:00Z"));
  });

  it("a daily digest leaves out no morning", () => {
    const rule = { zone: "Europe/Amsterdam" };
    expect(nextDigestAt(rule, 1_440, at("2026-03-28T22:30Z"))).toBe(at("2026-03-29T05:00Z"));
    expect(nextDigestAt(rule, 1_440, at("2026-10-24T21:30Z"))).toBe(at("2026-10-25T06:00Z"));
  });

  it("quiet hours that end in the hour that comes twice end with the second", () => {
    const quiet = { fromMinute: 22 * 60, untilMinute: 150 };
    // 02:10 for the second time.
    expect(quietUntil(quiet, "Europe/Amsterdam", at("2026-10-25T01:10Z"))).toBe(at("2026-10-25T01:30Z"));
  });
});

describe("at any moment in any zone", () => {
  const zone = fc.constantFrom(
    "UTC",
    "Europe/Amsterdam",
    "America/Chicago",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Asia/Kolkata",
  );
  const moment = fc.integer({ min: at("2026-01-01T00:00Z") / 60_000, max: at("2028-01-01T00:00Z") / 60_000 });
  const minute = fc.integer({ min: 0, max: 1_439 });

  it("quiet hours end within a day, ahead, and nothing is quiet then", () => {
    fc.assert(
      fc.property(zone, moment, minute, minute, (name, minutes, fromMinute, untilMinute) => {
        // A gap between quiet hours shorter than the hour that spring skips may be skipped whole.
        fc.pre((fromMinute - untilMinute + 1_440) % 1_440 >= 60);
        const now = minutes * 60_000;
        const quiet = { fromMinute, untilMinute };
        const end = quietUntil(quiet, name, now);
        if (end === null) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(DAY_MS + HOUR_MS);
        // The hour that comes twice may be quiet again for its second time.
        const again = quietUntil(quiet, name, end);
        if (again !== null) expect(again - end).toBeLessThanOrEqual(HOUR_MS);
      }),
      { numRuns: 1_000 },
    );
  });

  it("a daily digest comes at seven, within a day", () => {
    fc.assert(
      fc.property(zone, moment, (name, minutes) => {
        const now = minutes * 60_000;
        const next = nextDigestAt({ zone: name }, 1_440, now);
        expect(next).toBeGreaterThan(now);
        expect(next - now).toBeLessThanOrEqual(DAY_MS + HOUR_MS);
        expect(hourText(next, name)).toBe("07:00");
      }),
      { numRuns: 1_000 },
    );
  });
});
