import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SEVERITY_POLICY } from "../exception/severity";
import { type WatchRules, watchShipment } from "../exception/watch-shipment";
import { effectiveEvents } from "../shipment/effective-events";
import { foldShipment } from "../shipment/fold";
import { at, happened, planOf, tendered } from "../shipment/testing/timelines";
import type { TimelineEvent } from "../shipment/timeline-event";
import { MINUTE_MS } from "../time/instant";
import { type ClockPolicy, PAUSE_KINDS } from "./clock-policy";
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

/** More than can all be true: two drops, pauses of every kind, estimates, a delivery taken back, money, and a policy with office hours. */
const anything = (): TimelineEvent[] => [
  ...story().slice(1),
  tendered(planOf(["Chicago", "IL"], ["Dallas", "TX"], ["Austin", "TX"])),
  happened("customs_hold", "10:10"),
  happened("customs_released", "13:20"),
  happened("delivery_attempted", "14:40", {
    stopSequence: 2,
    reason: { code: "", kind: "closed", party: "consignee" },
  }),
  happened("arrived_delivery", "15:10", { stopSequence: 2 }),
  happened("delivered", "15:30", { identity: "taken-back", stopSequence: 2 }),
  happened("event_voided", "15:50", { voidsIdentity: "taken-back" }),
  happened("delivered", "18:10", { stopSequence: 3 }),
  happened("arrived_delivery", "20:00", { classifier: "estimated", stopSequence: 3, sentAt: at("12:10") }),
  happened("damaged", "13:00"),
  happened("cancelled", "21:00"),
  happened("return_received", "21:30"),
  happened("carrier_invoice_received", "18:30"),
];
const office = [1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 9 * 60, untilMinute: 20 * 60 + 30 }));
const manyRules = {
  ...rules,
  policies: policies.map((policy) =>
    policy.kind === "pod" || policy.kind === "carrier_invoice_match" || policy.kind === "refund"
      ? {
          ...policy,
          budgetMinutes: 75,
          pauses: ["customer_hold", "customs_hold", "consignee_closed"] as const,
          calendar: { name: "office", zone: "America/Chicago", hours: office, holidays: [] },
        }
      : { ...policy, pauses: PAUSE_KINDS },
  ),
};

/** One look at whatever is known by then. */
function verdicts(events: readonly TimelineEvent[], now: number, under: WatchRules = rules) {
  const view = foldShipment(events);
  return watchShipment(view, effectiveEvents(events).counting, under, now);
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

  it("hold both for any part of any story, told in any order, some of it twice", () => {
    const all = anything();
    const minute = fc.integer({ min: 0, max: 48 * 60 });
    const lines = ({ clocks, findings }: ReturnType<typeof verdicts>) => [
      ...clocks.map(({ kind, stop, policyVersion, verdict }) =>
        // While one stands still, when it is due moves with every look.
        JSON.stringify([kind, stop, policyVersion, verdict.state === "paused" ? "paused" : verdict]),
      ),
      ...findings.map((finding) => JSON.stringify(finding)),
    ];
    fc.assert(
      fc.property(
        fc.subarray(all, { minLength: 1 }).chain((known) =>
          fc.record({
            known: fc.constant(known),
            order: fc.shuffledSubarray([...known, ...known.slice(0, 3)], { minLength: known.length }),
          }),
        ),
        minute,
        minute,
        ({ known, order }, a, b) => {
          const [from, until] = [Math.min(a, b), Math.max(a, b)].map(
            (minutes) => at("06:00") + minutes * MINUTE_MS,
          ) as [number, number];
          const told = [...new Set([...order, ...known])];
          expect(lines(verdicts(told, until, manyRules))).toEqual(lines(verdicts(known, until, manyRules)));
          let [now, look] = [from, verdicts(known, from, manyRules)];
          while (look.nextChangeAt !== null && look.nextChangeAt <= until) {
            expect(look.nextChangeAt).toBeGreaterThan(now);
            now = look.nextChangeAt;
            look = verdicts(known, now, manyRules);
          }
          expect(lines(look)).toEqual(lines(verdicts(known, until, manyRules)));
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
