import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeShipment } from "../clock/judge-shipment";
import { defaultWorkingHours, seedPolicies } from "../clock/seeds";
import { effectiveEvents } from "../shipment/effective-events";
import { foldShipment } from "../shipment/fold";
import { anyTimeline, at, happened, tendered } from "../shipment/testing/timelines";
import type { TimelineEvent } from "../shipment/timeline-event";
import { boundOfShare, freshnessBucket } from "./buckets";
import { measureShipment } from "./shipment-measure";

const policies = seedPolicies(defaultWorkingHours("UTC"));
/** Two days later than anything the timelines hold. */
const LATER = at("23:00") + 72 * 3_600_000;
const measure = (events: readonly TimelineEvent[], now = LATER) => {
  const view = foldShipment(events);
  const { counting } = effectiveEvents(events);
  return measureShipment(view, counting, judgeShipment(view, counting, policies, now), "UTC");
};

describe("what is measured of a shipment", () => {
  it("is the same in whatever order its events came to be known", () => {
    const shuffled = anyTimeline().chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        expect(measure(other)).toEqual(measure(events));
      }),
      { numRuns: 150 },
    );
  });

  it("does not change by time alone, once all of it has happened", () => {
    fc.assert(
      fc.property(anyTimeline(), fc.nat(10_000), (events, minutes) => {
        expect(measure(events, LATER + minutes * 60_000)).toEqual(measure(events));
      }),
      { numRuns: 100 },
    );
  });

  it("blames a late delivery on the last one named, and on nobody when no one was", () => {
    const late = (party?: "carrier" | "consignee") => [
      tendered(),
      happened("picked_up", "09:00"),
      happened("delivered", "18:00", party ? { reason: { code: "X", kind: "told", party } } : {}),
    ];
    expect(measure(late("consignee"))).toMatchObject({ onTimeDelivery: false, faultParty: "consignee" });
    expect(measure(late())).toMatchObject({ onTimeDelivery: false, faultParty: "unknown" });
    expect(
      measure([tendered(), happened("picked_up", "09:00"), happened("delivered", "14:00")]),
    ).toMatchObject({
      ...{ onTimeDelivery: true, faultParty: null, inFull: true, deliveredDay: "2026-11-18" },
    });
  });

  it("keeps a delivery counted when the goods come back, and counts no receipt of our own purchase", () => {
    const late = [
      tendered(),
      happened("picked_up", "09:00"),
      happened("damaged", "18:00"),
      happened("delivered", "18:00"),
    ];
    const returned = [...late, happened("return_initiated", "19:00"), happened("return_received", "20:00")];
    const counted = { deliveredDay: "2026-11-18", onTimeDelivery: false, inFull: false };
    expect([measure(late), measure(returned)]).toMatchObject([counted, counted]);
    expect(measure([happened("po_released", "06:00"), happened("goods_received", "12:00")])).toMatchObject({
      ...{ deliveredDay: null, onTimeDelivery: null, inFull: null, messages: 0 },
    });
  });

  it("counts silence beyond four hours, words that come late, and those told after a newer one", () => {
    const events = [
      tendered(),
      happened("picked_up", "06:30"),
      happened("in_transit", "07:00", { receivedAt: at("12:45") }),
      happened("arrived_hub", "12:30"),
      happened("delivered", "14:30"),
    ];
    expect(measure(events)).toMatchObject({ messages: 4, lateMessages: 1, outOfOrder: 1, silentMinutes: 90 });
  });

  it("counts a bill that came before the proof as no wait", () => {
    const events = [
      happened("delivered", "10:00"),
      happened("invoice_posted", "11:00"),
      happened("pod_received", "12:00"),
    ];
    expect(measure(events)).toMatchObject({ billedDay: "2026-11-18", podToInvoiceMinutes: 0 });
    expect(measure(events.slice(0, 2))).toMatchObject({ podToInvoiceMinutes: null });
  });
});

describe("buckets", () => {
  it("put a delay under the first bound above it, and say nothing of too few", () => {
    expect([-5, 0, 999, 1_000, 59_999].map(freshnessBucket)).toEqual([1, 1, 1, 2, 60]);
    expect(boundOfShare([{ bound: 60, count: 4 }], 0.5)).toBeNull();
    const buckets = [
      { bound: 600, count: 5 },
      { bound: 60, count: 5 },
    ];
    expect([boundOfShare(buckets, 0.5), boundOfShare(buckets, 0.51)]).toEqual([60, 600]);
  });
});
