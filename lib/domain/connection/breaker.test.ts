import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  admission,
  afterFailure,
  afterSuccess,
  BREAKING_FAILURES,
  type Breaker,
  FAILURES_TO_OPEN,
  newBreaker,
  PROBE_MS,
  probing,
} from "./breaker";

const START = new Date("2026-11-20T08:00:00Z");
const later = (ms: number, from = START) => new Date(from.getTime() + ms);
const away = { errorClass: "connection", error: "Odoo does not answer." } as const;
const fail = (breaker: Breaker, now = START, failure: Parameters<typeof afterFailure>[2] = away) =>
  afterFailure(breaker, "normal", failure, now, 0.5);
const opened = () => {
  let breaker = newBreaker(START);
  for (let n = 0; n < FAILURES_TO_OPEN; n += 1) breaker = fail(breaker);
  return breaker;
};

describe("a circuit breaker", () => {
  it("opens after failures in a row, and says why", () => {
    const breaker = opened();
    expect(breaker).toMatchObject({ state: "open", failures: FAILURES_TO_OPEN, ...away });
    expect(admission(breaker, START)).toBeUndefined();
  });

  it("counts anew after a success", () => {
    const breaker = fail(fail(afterSuccess(fail(fail(newBreaker(START))), "normal", START)));
    expect(breaker).toMatchObject({ state: "closed", failures: 2 });
  });

  it("lets one call through when its time has come, and closes when that goes right", () => {
    const breaker = opened();
    const retryAt = breaker.retryAt ?? START;
    expect(admission(breaker, retryAt)).toBe("probe");
    const trying = probing(breaker, retryAt);
    expect(admission(trying, later(1_000, retryAt))).toBeUndefined();
    expect(afterSuccess(trying, "probe", retryAt)).toMatchObject({
      state: "closed",
      failures: 0,
      error: null,
    });
  });

  it("waits longer each time a try fails, and keeps when it first opened", () => {
    const breaker = opened();
    const again = afterFailure(probing(breaker, START), "probe", away, later(60_000), 0.5);
    const wait = (of: Breaker) => (of.retryAt?.getTime() ?? 0) - of.changedAt.getTime();
    expect(wait(again)).toBe(2 * wait(breaker));
    expect(again.openedAt).toEqual(START);
  });

  it("gives a try up for lost when its process died", () => {
    const trying = probing(opened(), START);
    expect(admission(trying, later(PROBE_MS))).toBe("probe");
  });

  it("learns nothing from a call that was let through before it opened", () => {
    const breaker = opened();
    expect(afterSuccess(breaker, "normal", later(1))).toBe(breaker);
    expect(afterFailure(breaker, "normal", away, later(1), 0)).toBe(breaker);
  });

  it("waits as long as it is asked to", () => {
    const asked = { errorClass: "rate_limit", error: "slow down", retryAfterMs: 900_000 } as const;
    const breaker = afterFailure(fail(fail(newBreaker(START))), "normal", asked, START, 0);
    expect(breaker.retryAt).toEqual(later(900_000));
  });

  const step = fc.record({
    kind: fc.constantFrom("ok", "fail", "wait"),
    errorClass: fc.constantFrom(...BREAKING_FAILURES),
    ms: fc.integer({ min: 0, max: 400_000 }),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it("in any story: open always says why and until when, at most one try is out, and it never waits over 10 minutes unasked", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let breaker = newBreaker(START);
        let now = START;
        for (const { kind, errorClass, ms, chance } of steps) {
          if (kind === "wait") {
            now = later(ms, now);
            continue;
          }
          const admitted = admission(breaker, now);
          if (!admitted) {
            expect(breaker.state).not.toBe("closed");
            continue;
          }
          if (admitted === "probe") {
            breaker = probing(breaker, now);
            expect(admission(breaker, now)).toBeUndefined();
          }
          breaker =
            kind === "ok"
              ? afterSuccess(breaker, admitted, now)
              : afterFailure(breaker, admitted, { errorClass, error: "why" }, now, chance);
          if (breaker.state === "open") {
            expect(breaker.error).toBe("why");
            const waits = (breaker.retryAt?.getTime() ?? 0) - now.getTime();
            expect(waits).toBeGreaterThan(0);
            expect(waits).toBeLessThanOrEqual(600_000);
            expect(breaker.openedAt).not.toBeNull();
          } else expect(breaker).toMatchObject({ state: "closed", retryAt: null });
        }
      }),
    );
  });
});
