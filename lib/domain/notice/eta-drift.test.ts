import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StopState } from "../shipment/state";
import { DRIFT_LIMIT_MS, driftedStop } from "./eta-drift";

const NOON = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;

const stop = (given: Partial<StopState> = {}): StopState => ({
  ...{ sequence: 2, kind: "delivery", place: {}, earliestAt: null, latestAt: NOON, estimatedAt: NOON },
  ...{ arrivedAt: null, completedAt: null, departedAt: null, dwellMinutes: null, timeZone: null },
  ...given,
});

describe("an estimate is a delay for the customer", () => {
  it("when it lies after the appointment, however little it moved", () => {
    const late = stop({ estimatedAt: NOON + 1 });
    expect(driftedStop([stop({ kind: "pickup" }), late], { estimatedAt: NOON + 1, firstAt: NOON })).toBe(
      late,
    );
    expect(driftedStop([stop()], { estimatedAt: NOON, firstAt: NOON - 9 * HOUR })).toBeNull();
  });

  it("without an appointment when it moved by more than the limit", () => {
    const open = (estimatedAt: number) => [stop({ latestAt: null, estimatedAt })];
    const limit = NOON + DRIFT_LIMIT_MS;
    expect(driftedStop(open(limit), { estimatedAt: limit, firstAt: NOON })).toBeNull();
    expect(driftedStop(open(limit + 1), { estimatedAt: limit + 1, firstAt: NOON })).not.toBeNull();
    // Sooner is no delay.
    expect(driftedStop(open(NOON - 9 * HOUR), { estimatedAt: NOON - 9 * HOUR, firstAt: NOON })).toBeNull();
  });

  it("not for a pickup, not when a newer one replaced it, not once the truck is there", () => {
    const said = { estimatedAt: NOON + HOUR, firstAt: NOON };
    const late = { estimatedAt: NOON + HOUR };
    expect(driftedStop([stop({ ...late, kind: "pickup" })], said)).toBeNull();
    expect(driftedStop([stop({ estimatedAt: NOON - HOUR })], said)).toBeNull();
    expect(driftedStop([stop({ ...late, arrivedAt: NOON })], said)).toBeNull();
    expect(driftedStop([stop({ ...late, completedAt: NOON })], said)).toBeNull();
  });

  it("never while it keeps the appointment, and always when it misses it", () => {
    const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(instant, instant, instant, (estimatedAt, firstAt, latestAt) => {
        const found = driftedStop([stop({ estimatedAt, latestAt })], { estimatedAt, firstAt });
        expect(found !== null).toBe(estimatedAt > latestAt);
      }),
    );
  });
});
