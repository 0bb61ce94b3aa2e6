import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causeFound, causeGone, mayAct, type Standing, snoozeOver } from "./lifecycle";

const open = causeFound(null, 10, 20).standing;

describe("the life of an exception", () => {
  it("opens once, however often the rule looks", () => {
    expect(causeFound(null, 10, 20).action).toBe("opened");
    expect(causeFound(open, 10, 30)).toEqual({ standing: open, action: null });
  });

  it("closes itself when the cause is gone, also while it is worked on or snoozed", () => {
    for (const state of ["open", "acknowledged", "snoozed"] as const)
      expect(causeGone({ ...open, state }, 40)).toMatchObject({
        standing: { state: "resolved", resolvedAt: 40 },
        action: "resolved_itself",
      });
  });

  it("opens again when the cause returns, and counts it", () => {
    const closed = causeGone(open, 40).standing;
    expect(causeFound(closed, 50, 60)).toMatchObject({
      standing: { state: "open", sinceAt: 50, reopenedCount: 1 },
      action: "reopened",
    });
  });

  it("lets a person's resolved stand while the same cause goes on, but not when it happens anew", () => {
    const resolved: Standing = { ...open, state: "resolved", resolvedAt: 40 };
    expect(causeFound(resolved, 10, 50).action).toBeNull();
    expect(causeFound(resolved, 45, 50).action).toBe("reopened");
  });

  it("stays quiet while ignored, and speaks again after the end date", () => {
    const ignored: Standing = { ...open, state: "ignored", ignoredUntil: 100 };
    expect(causeFound(causeGone(ignored, 50).standing, 60, 70)).toMatchObject({
      standing: { state: "ignored" },
      action: null,
    });
    expect(causeFound(ignored, 60, 100).action).toBe("reopened");
    expect(causeFound({ ...ignored, ignoredUntil: null }, 60, 1_000).action).toBeNull();
  });

  it("wakes from a snooze", () => {
    expect(snoozeOver({ ...open, state: "snoozed", snoozedUntil: 5 })).toMatchObject({
      standing: { state: "open", snoozedUntil: null },
      action: "woke",
    });
    expect(snoozeOver(open).action).toBeNull();
  });

  it("refuses to acknowledge what is closed, and lets anyone comment", () => {
    expect(mayAct("resolved", "acknowledge")).toBe(false);
    expect(mayAct("ignored", "comment")).toBe(true);
  });

  it("says the same again when a rule looks twice at the same moment", () => {
    const standing = fc.record({
      state: fc.constantFrom("open", "acknowledged", "snoozed", "resolved", "ignored"),
      causeHolds: fc.boolean(),
      sinceAt: fc.nat(100),
      resolvedAt: fc.option(fc.nat(100)),
      snoozedUntil: fc.option(fc.nat(100)),
      ignoredUntil: fc.option(fc.nat(100)),
      reopenedCount: fc.nat(3),
    }) as fc.Arbitrary<Standing>;
    fc.assert(
      fc.property(standing, fc.nat(100), fc.nat(200), (known, since, now) => {
        const once = causeFound(known, since, now).standing;
        expect(causeFound(once, since, now)).toEqual({ standing: once, action: null });
        const gone = causeGone(known, now).standing;
        expect(causeGone(gone, now)).toEqual({ standing: gone, action: null });
      }),
    );
  });
});
