import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  earlier,
  nextLook,
  nextPollAt,
  nextWatermark,
  notAhead,
  overlapSeconds,
  type PullTimes,
} from "./pull-clock";

const PACE = { pace: "fast", pollSeconds: 5, overlapMinutes: 15 } as const;
const NOON = new Date("2026-11-20T12:00:00Z");
const ago = (minutes: number) => new Date(NOON.getTime() - minutes * 60_000);
const times = (given: Partial<PullTimes> = {}): PullTimes => ({
  loadedAt: ago(60 * 24 * 30),
  lookedAt: ago(0.5),
  sweptAt: ago(10),
  idSweptAt: ago(60),
  ...given,
});

describe("the clock of a model", () => {
  it("loads before anything else", () => {
    expect(nextLook(times({ loadedAt: null }), PACE, NOON)).toBe("load");
  });

  it("looks quickly in between, over the whole overlap every minute, over a day every hour", () => {
    expect(nextLook(times(), PACE, NOON)).toBe("quick");
    expect(nextLook(times({ lookedAt: ago(1) }), PACE, NOON)).toBe("overlap");
    expect(nextLook(times({ lookedAt: null }), PACE, NOON)).toBe("overlap");
    expect(nextLook(times({ sweptAt: ago(60) }), PACE, NOON)).toBe("day");
  });

  it("compares ids once a night, and where rows go every day as often as it is told", () => {
    expect(nextLook(times({ idSweptAt: ago(60 * 10) }), PACE, NOON)).toBe("quick");
    expect(nextLook(times({ idSweptAt: ago(60 * 10 + 1) }), PACE, NOON)).toBe("ids");
    expect(nextLook(times({ idSweptAt: ago(6) }), { ...PACE, idSweepMinutes: 5 }, NOON)).toBe("ids");
  });

  it("goes on with looks by time when a comparison of ids failed, and compares again a quarter of an hour later", () => {
    const due = { idSweptAt: ago(60 * 10 + 1) };
    expect(nextLook(times({ ...due, idSweepFailedAt: ago(14) }), PACE, NOON)).toBe("quick");
    expect(nextLook(times({ ...due, idSweepFailedAt: ago(15) }), PACE, NOON)).toBe("ids");
  });

  it("does not compare ids of what was loaded since the night", () => {
    expect(nextLook(times({ idSweptAt: null, loadedAt: ago(30), sweptAt: null }), PACE, NOON)).toBe("quick");
  });

  it("never looks quicker than over the overlap when that is small", () => {
    expect(overlapSeconds("quick", 0.1)).toBe(6);
    expect(overlapSeconds("quick", 15)).toBe(30);
    expect(overlapSeconds("day", 15)).toBe(86_400);
    expect(overlapSeconds("overlap", 15)).toBe(900);
  });

  it("asks an Odoo that takes long less often", () => {
    expect(nextPollAt(PACE, 40, NOON)).toEqual(new Date(NOON.getTime() + 5_000));
    expect(nextPollAt({ ...PACE, pace: "slow" }, 40, NOON)).toEqual(new Date(NOON.getTime() + 50_000));
    expect(nextPollAt(PACE, 4_000, NOON)).toEqual(new Date(NOON.getTime() + 16_000));
    expect(nextPollAt(PACE, 40_000, NOON)).toEqual(new Date(NOON.getTime() + 60_000));
  });
});

describe("the watermark", () => {
  it("is the newest time of one page, less what several pages took", () => {
    expect(nextWatermark(null, "2026-11-20 12:00:05", 0)).toBe("2026-11-20 12:00:05");
    expect(nextWatermark("2026-11-20 11:00:00", "2026-11-20 12:00:05", 2_100)).toBe("2026-11-20 12:00:02");
  });

  it("never moves back, and stays where nothing was seen", () => {
    expect(nextWatermark("2026-11-20 12:00:04", "2026-11-20 12:00:05", 9_000)).toBe("2026-11-20 12:00:04");
    expect(nextWatermark("2026-11-20 12:00:04", null, 0)).toBe("2026-11-20 12:00:04");
  });

  it("is never further ahead than a transaction lasts: a record dated years ahead would end the reading", () => {
    expect(notAhead("2036-01-01 00:00:00", 15, NOON)).toBe("2026-11-20 12:00:00");
    expect(notAhead("2026-11-20 12:15:01", 15, NOON)).toBe("2026-11-20 12:00:00");
    expect(notAhead("2026-11-20 12:15:00", 15, NOON)).toBe("2026-11-20 12:15:00");
    expect(notAhead(null, 15, NOON)).toBeNull();
  });

  it("counts seconds over midnight and month", () => {
    expect(earlier("2026-03-01 00:00:10", 20)).toBe("2026-02-28 23:59:50");
    expect(() => earlier("yesterday", 1)).toThrow(RangeError);
  });
});

/** Writers whose records carry the second their transaction began and are seen once it ended; looks of a page or two. */
const write = fc.record({ at: fc.integer({ min: 0, max: 250 }), lasts: fc.constantFrom(0, 3, 59, 60) });
const look = fc.record({
  wait: fc.integer({ min: 1, max: 40 }),
  whole: fc.boolean(),
  takes: fc.integer({ min: 0, max: 40 }),
});
const ODOO_START = Date.parse("2026-11-20T08:00:00Z");
const odooTime = (second: number) =>
  new Date(ODOO_START + second * 1_000).toISOString().slice(0, 19).replace("T", " ");

describe("looks in any rhythm", () => {
  it("see every record, as long as no transaction outlasts the overlap", () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 40 }), fc.array(look, { maxLength: 30 }), (writes, looks) => {
        const overlapMinutes = 1;
        const seen = new Set<number>();
        let watermark: string | null = null;
        let now = 0;
        const readOnce = (kind: "quick" | "overlap", takes: number) => {
          const lo: string =
            watermark === null ? "" : earlier(watermark, overlapSeconds(kind, overlapMinutes));
          let newest: string | null = null;
          // Even records stand on the first page, odd ones on the second, which is asked for `takes` seconds later.
          for (const page of [0, 1]) {
            const asked = now + page * takes;
            writes.forEach(({ at, lasts }, id) => {
              if (id % 2 !== page || at + lasts >= asked || odooTime(at) < lo) return;
              seen.add(id);
              if (newest === null || odooTime(at) > newest) newest = odooTime(at);
            });
          }
          if (kind === "overlap") watermark = nextWatermark(watermark, newest, takes * 1_000);
          now += takes;
        };
        for (const { wait, whole, takes } of looks) {
          now += wait;
          readOnce(whole ? "overlap" : "quick", takes);
        }
        now = Math.max(now, 350);
        readOnce("overlap", 0);
        expect(seen.size).toBe(writes.length);
      }),
      { numRuns: 3_000 },
    );
  });
});
