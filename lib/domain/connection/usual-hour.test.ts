import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../time/instant";
import { usualOf } from "./usual-hour";

const monday9 = Date.parse("2026-11-16T09:00:00Z");
const week = 7 * DAY_MS;

describe("what is usual in an hour of the week", () => {
  it("is the mean of that hour in the three weeks before, an hour with nothing counted as nothing", () => {
    const counts = new Map([
      [monday9 - week, 30],
      [monday9 - 2 * week, 60],
      [monday9 - 4 * week, 1_000],
      [monday9 - HOUR_MS, 500],
    ]);
    expect(usualOf(counts, monday9 - 5 * week, monday9)).toBe(30);
  });

  it("counts only weeks it has a history of, and is not known without one", () => {
    expect(usualOf(new Map([[monday9 - week, 30]]), monday9 - week, monday9)).toBe(30);
    expect(usualOf(new Map(), monday9 - week + HOUR_MS, monday9)).toBeNull();
  });
});
