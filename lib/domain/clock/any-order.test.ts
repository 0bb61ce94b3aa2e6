import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SEVERITY_POLICY } from "../exception/severity";
import { watchShipment } from "../exception/watch-shipment";
import { effectiveEvents } from "../shipment/effective-events";
import { foldShipment } from "../shipment/fold";
import { at, happened, tendered } from "../shipment/testing/timelines";
import type { TimelineEvent } from "../shipment/timeline-event";
import { MINUTE_MS } from "../time/instant";
import type { ClockPolicy } from "./clock-policy";
import { defaultWorkingHours, seedPolicies } from "./seeds";

const seeds = seedPolicies(defaultWorkingHours("UTC"));
/** A stricter version in force from noon of the day the tests play on. */
const policies: ClockPolicy[] = [
  ...seeds,
  ...seeds
    .filter(({ kind }) => kind === "pod" || kind === "tracking_silence")
    .map((seed) => ({ ...seed, version: 2, budgetMinutes: 60, effectiveAt: at("12:00") })),
];
const rules = { policies, severity: DEFAULT_SEVERITY_POLICY, zone: "UTC" };
const END = at("23:59");

const hold = (time: string) =>
  happened("on_hold", time, { reason: { code: "", kind: "asked to wait", party: "consignee" } });
const story = (): TimelineEvent[] => [
  tendered(),
  happened("tender_accepted", "06:20"),
  happened("picked_up", "09:40"),
  happened("in_transit", "11:00"),
  hold("12:30"),
  happened("released_from_hold", "14:00"),
  happened("in_transit", "16:00"),
  happened("delivered", "17:30"),
  happened("pod_received", "19:10"),
];

/** One look at whatever is known by then. */
function verdicts(events: readonly TimelineEvent[], now: number) {
  const view = foldShipment(events);
  return watchShipment(view, effectiveEvents(events).counting, rules, now);
}

const stated = (events: readonly TimelineEvent[]) =>
  verdicts(events, END).clocks.map(({ kind, stop, policyVersion, verdict }) => ({
    ...{ kind, stop, policyVersion, verdict },
  }));

describe("verdicts", () => {
  it("do not depend on the order in which the events arrived", () => {
    const events = story();
    const expected = stated(events);
    expect(expected.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
        expect(stated(order)).toEqual(expected);
      }),
    );
  });

  it("change between two events at the named moment only: an evaluator that wakes at it misses nothing", () => {
    const minute = fc.integer({ min: 0, max: 18 * 60 });
    const states = ({ clocks }: ReturnType<typeof verdicts>) =>
      clocks.map(({ kind, stop, verdict }) => `${kind} ${stop} ${verdict.state}`);
    fc.assert(
      fc.property(fc.subarray(story(), { minLength: 1 }), minute, minute, (known, a, b) => {
        const [from, until] = [Math.min(a, b), Math.max(a, b)].map((m) => at("06:00") + m * MINUTE_MS) as [
          number,
          number,
        ];
        let [now, look] = [from, verdicts(known, from)];
        while (look.nextChangeAt !== null && look.nextChangeAt <= until) {
          expect(look.nextChangeAt).toBeGreaterThan(now);
          now = look.nextChangeAt;
          look = verdicts(known, now);
        }
        expect(states(look)).toEqual(states(verdicts(known, until)));
      }),
      { numRuns: 200 },
    );
  });
});
