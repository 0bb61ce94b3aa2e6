import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../time/instant";
import { silenceOf } from "./rhythm";

/** A Monday. */
const start = Date.parse("2026-11-02T00:00:00Z");
/** Hours of these days of the week (0 Monday) and times of day in the first `days` days. */
const speaks = (days: number, fits: (day: number, hour: number) => boolean) =>
  Array.from({ length: days * 24 }, (_, index) => index)
    .filter((index) => fits(Math.floor(index / 24) % 7, index % 24))
    .map((index) => start + index * HOUR_MS);
const office = (day: number, hour: number) => day < 5 && hour >= 7 && hour < 18;

describe("a connection that went quiet", () => {
  it("is missed after twice its usual pause, and not before", () => {
    const hours = speaks(10, () => true);
    const last = (hours.at(-1) ?? 0) + HOUR_MS;
    expect(silenceOf(hours, last + 3 * HOUR_MS)).toBeNull();
    // Every hour: six times the usual pause.
    expect(silenceOf(hours, last + 6 * HOUR_MS)).toEqual({ since: last, dueAt: last + 6 * HOUR_MS });
  });

  it("is not missed at night or at a weekend when it always was quiet then", () => {
    const hours = speaks(19, office).filter((hour) => hour < start + 18 * DAY_MS + 18 * HOUR_MS);
    const friday = start + 18 * DAY_MS + 18 * HOUR_MS;
    for (const hoursLater of [6, 14, 30, 60])
      expect(silenceOf(hours, friday + hoursLater * HOUR_MS)).toBeNull();
    expect(silenceOf(hours, friday + 70 * HOUR_MS)).not.toBeNull();
  });

  it("is missed on a working morning on which it says nothing", () => {
    const hours = speaks(17, office);
    const wednesdayEvening = start + 16 * DAY_MS + 18 * HOUR_MS;
    expect(silenceOf(hours, wednesdayEvening + 12 * HOUR_MS)).toBeNull();
    expect(silenceOf(hours, wednesdayEvening + 30 * HOUR_MS)?.since).toBe(wednesdayEvening);
  });

  it("is never missed when it speaks rarely, or never did", () => {
    expect(silenceOf([], start)).toBeNull();
    const rare = speaks(20, (_day, hour) => hour === 9);
    expect(rare.length).toBeLessThan(24);
    expect(silenceOf(rare, start + 40 * DAY_MS)).toBeNull();
  });

  it("that is new is given its longest pause and a quarter more", () => {
    const hours = [...speaks(2, () => true), ...speaks(1, () => true).map((hour) => hour + 3 * DAY_MS)];
    const last = (hours.at(-1) ?? 0) + HOUR_MS;
    expect(silenceOf(hours, last + 28 * HOUR_MS)).toBeNull();
    expect(silenceOf(hours, last + 32 * HOUR_MS)).not.toBeNull();
  });
});
