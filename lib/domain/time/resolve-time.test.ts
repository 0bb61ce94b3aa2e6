import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveTime } from "./resolve-time";
import { zoneOfPlace } from "./zone-of-place";

const utc = (text: string) => Date.parse(text);
const at = (local: string, zone: string, offset: string | null = null) =>
  resolveTime({ local, offset }, zone);

describe("a stated time becomes an instant", () => {
  it("takes the stated offset over any zone", () => {
    expect(at("2026-11-20T14:00", "America/Chicago", "+01:00")).toBe(utc("2026-11-20T13:00Z"));
    expect(at("2026-11-20T14:00:30", "America/Chicago", "Z")).toBe(utc("2026-11-20T14:00:30Z"));
  });

  it("reads a bare wall clock in the zone of the place, daylight saving by date", () => {
    expect(at("2026-07-01T08:00", "America/Chicago")).toBe(utc("2026-07-01T13:00Z"));
    expect(at("2026-12-01T08:00", "America/Chicago")).toBe(utc("2026-12-01T14:00Z"));
    expect(at("2026-12-01T08:00", "America/Phoenix")).toBe(utc("2026-12-01T15:00Z"));
  });

  it("reads the skipped hour as if clocks had not changed yet, the doubled one as the first", () => {
    expect(at("2026-03-08T02:30", "America/New_York")).toBe(utc("2026-03-08T07:30Z"));
    expect(at("2026-11-01T01:30", "America/New_York")).toBe(utc("2026-11-01T05:30Z"));
  });

  it("refuses what is no calendar time", () => {
    for (const local of [
      "2026-02-30T10:00",
      "20261120",
      "9999-12-31T23:59",
      "0001-01-01T00:00",
      "2026-11-20T10:61",
      "",
    ])
      expect(at(local, "UTC"), local).toBeNull();
    expect(at("2026-11-20T10:00", "UTC", "CST")).toBeNull();
  });

  it("agrees with the zone when formatted back", () => {
    const zones = [
      "America/New_York",
      "Europe/Berlin",
      "Asia/Kolkata",
      "Australia/Sydney",
      "America/St_Johns",
    ];
    const property = fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }),
      (zone, seconds) => {
        const text = new Date(seconds * 1000).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T");
        const back = resolveTime({ local: text, offset: null }, zone) ?? 0;
        expect(new Date(back).toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T")).toBe(text);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});

describe("a place tells its zone", () => {
  it("knows states, provinces and countries, and says nothing where it can't know", () => {
    expect(zoneOfPlace({ city: "Dijon", country: "FR" })).toBe("Europe/Paris");
    expect(zoneOfPlace({ city: "Laredo", region: "tx" })).toBe("America/Chicago");
    expect(zoneOfPlace({ region: "BC", country: "CA" })).toBe("America/Vancouver");
    expect(zoneOfPlace({ city: "Springfield" })).toBeNull();
    expect(zoneOfPlace(null)).toBeNull();
  });
});
