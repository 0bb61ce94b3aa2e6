import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../time/instant";
import type { RecordedEvent } from "./recorded-event";
import { shipmentTimeline } from "./timeline";

const NOON = Date.parse("2026-11-20T12:00Z");
const LYON = { city: "Lyon", country: "FR" };

let serial = 0;
function told(
  milestone: RecordedEvent["milestone"],
  occurredAt: number,
  more: Partial<RecordedEvent> = {},
): RecordedEvent {
  serial += 1;
  const id = more.id ?? `event-${String(serial).padStart(3, "0")}`;
  return {
    id,
    identity: id,
    milestone,
    classifier: "actual",
    occurredAt,
    sentAt: null,
    receivedAt: occurredAt + MINUTE_MS,
    timeZone: "Europe/Paris",
    place: LYON,
    stopSequence: null,
    reason: null,
    refs: [],
    facts: null,
    voidsIdentity: null,
    connectionId: "carrier",
    mappingRevision: 0,
    connectionName: "Carrier",
    messageId: "message",
    at: "segment 9",
    rawCode: "X6",
    codeList: "x12-1650",
    occurredLocal: null,
    timeZoneAssumed: false,
    note: null,
    matchReason: "pro 1",
    actorName: null,
    ...more,
  };
}

const dimOf = (events: readonly RecordedEvent[], id: string) =>
  shipmentTimeline(events).find((entry) => entry.event.id === id)?.dim ?? null;

describe("a timeline says why an event is dimmed", () => {
  it("names the event that took it back", () => {
    const wrong = told("delivered", NOON);
    const voiding = told("event_voided", NOON + HOUR_MS, {
      voidsIdentity: wrong.identity,
      actorName: "R. Vos",
    });
    expect(dimOf([wrong, voiding], wrong.id)).toMatchObject({ kind: "voided", by: { actorName: "R. Vos" } });
  });

  it("shows the copy that counts when one event arrived with two contents", () => {
    const first = told("delivered", NOON, { identity: "same" });
    const second = told("delivered", NOON + HOUR_MS, { identity: "same" });
    expect(dimOf([first, second], first.id)).toMatchObject({ kind: "conflict", by: { id: second.id } });
    expect(dimOf([first, second], second.id)).toBeNull();
  });

  it("keeps the last estimate, and what it was before", () => {
    const estimate = { classifier: "estimated" } as const;
    const first = told("arrived_delivery", NOON + 2 * HOUR_MS, { ...estimate, receivedAt: NOON });
    const again = told("arrived_delivery", NOON + 2 * HOUR_MS, { ...estimate, receivedAt: NOON + MINUTE_MS });
    const second = told("arrived_delivery", NOON + 3 * HOUR_MS, { ...estimate, receivedAt: NOON + HOUR_MS });
    const timeline = shipmentTimeline([second, again, first]);
    expect(timeline.map((entry) => [entry.event.id, entry.dim?.kind ?? null, entry.previousAt])).toEqual([
      [second.id, null, first.occurredAt],
      [first.id, "superseded", null],
    ]);
  });

  it("retires an estimate when what it announced has happened", () => {
    const estimate = told("arrived_delivery", NOON, { classifier: "estimated", receivedAt: NOON - HOUR_MS });
    const fact = told("arrived_delivery", NOON + 9 * MINUTE_MS);
    expect(dimOf([estimate, fact], estimate.id)).toMatchObject({ kind: "happened", by: { id: fact.id } });
  });

  it("marks a fact told long after later facts were known", () => {
    const hub = told("arrived_hub", NOON, { receivedAt: NOON + 6 * HOUR_MS, place: { city: "Dijon" } });
    const delivered = told("delivered", NOON + 5 * HOUR_MS);
    expect(dimOf([hub, delivered], hub.id)).toEqual({ kind: "out_of_order", lateMs: 6 * HOUR_MS });
  });

  it("does not blame a fact told late when nothing overtook it", () => {
    const hub = told("arrived_hub", NOON, { receivedAt: NOON + 6 * HOUR_MS });
    const [entry] = shipmentTimeline([hub]);
    expect(entry).toMatchObject({ dim: null, lateMs: 6 * HOUR_MS });
  });
});

describe("a timeline folds what several sources tell", () => {
  it("shows one fact once and names who agrees, the first word leading", () => {
    const carrier = told("picked_up", NOON);
    const warehouse = told("picked_up", NOON + 20 * MINUTE_MS, {
      connectionId: "wms",
      connectionName: "WMS",
    });
    const timeline = shipmentTimeline([warehouse, carrier]);
    expect(timeline).toHaveLength(1);
    expect(timeline[0]?.event.id).toBe(carrier.id);
    expect(timeline[0]?.agreeing.map((event) => event.connectionName)).toEqual(["WMS"]);
  });

  it("keeps two facts apart when the times can't both be true, and says so on both", () => {
    const carrier = told("delivered", NOON);
    const shop = told("delivered", NOON + 5 * HOUR_MS, { connectionId: "shop" });
    const timeline = shipmentTimeline([carrier, shop]);
    expect(timeline.map((entry) => entry.disagreeing.length)).toEqual([1, 1]);
  });

  it("does not call two days on the road a disagreement", () => {
    const timeline = shipmentTimeline([
      told("in_transit", NOON, { place: null }),
      told("in_transit", NOON + 30 * HOUR_MS, { place: null, connectionId: "telematics" }),
    ]);
    expect(timeline.map((entry) => entry.disagreeing.length)).toEqual([0, 0]);
  });
});

describe("the short story", () => {
  const shortStory = (events: readonly RecordedEvent[]) =>
    shipmentTimeline(events)
      .filter((entry) => entry.isMilestone)
      .map((entry) => entry.event.milestone);

  it("keeps the last of a row of position reports", () => {
    const road = [0, 3, 6, 9].map((hours) => told("in_transit", NOON + hours * HOUR_MS, { place: null }));
    const hub = told("arrived_hub", NOON + 7 * HOUR_MS, { place: { city: "Dijon" } });
    expect(shortStory([...road, hub])).toEqual(["in_transit", "arrived_hub", "in_transit"]);
  });

  it("leaves out money, unknown codes and what was taken back", () => {
    const wrong = told("delivered", NOON);
    expect(
      shortStory([
        told("picked_up", NOON - HOUR_MS),
        wrong,
        told("event_voided", NOON + HOUR_MS, { voidsIdentity: wrong.identity }),
        told("carrier_invoice_received", NOON + 2 * HOUR_MS),
        told("unmapped", NOON),
      ]),
    ).toEqual(["picked_up"]);
  });

  it("names the dwell once, where the visit ended", () => {
    const visit = [
      told("arrived_delivery", NOON),
      told("delivered", NOON + HOUR_MS),
      told("departed_delivery", NOON + 2 * HOUR_MS),
    ];
    const dwells = shipmentTimeline(visit).map((entry) => [entry.event.milestone, entry.dwellMinutes]);
    expect(dwells).toEqual([
      ["departed_delivery", 120],
      ["delivered", null],
      ["arrived_delivery", null],
    ]);
  });
});

describe("a timeline is a function of its events alone", () => {
  const events = [
    told("tendered", NOON - 20 * HOUR_MS),
    told("tender_accepted", NOON - 19 * HOUR_MS),
    told("arrived_delivery", NOON + HOUR_MS, { classifier: "estimated", receivedAt: NOON - 3 * HOUR_MS }),
    told("arrived_delivery", NOON + HOUR_MS, { classifier: "estimated", receivedAt: NOON - 2 * HOUR_MS }),
    told("arrived_delivery", NOON + 2 * HOUR_MS, { classifier: "estimated", receivedAt: NOON - HOUR_MS }),
    told("arrived_hub", NOON - 5 * HOUR_MS, { receivedAt: NOON }),
    told("departed_hub", NOON - 3 * HOUR_MS),
    told("departed_hub", NOON - 3 * HOUR_MS, { connectionId: "telematics" }),
    told("arrived_delivery", NOON + 2 * HOUR_MS),
    told("delivered", NOON + 3 * HOUR_MS, { identity: "twice" }),
    told("delivered", NOON + 4 * HOUR_MS, { identity: "twice" }),
  ];

  it("is the same for any order of arrival and any repetition", () => {
    const expected = JSON.stringify(shipmentTimeline(events));
    const shuffled = fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 });
    fc.assert(
      fc.property(shuffled, (order) => {
        expect(JSON.stringify(shipmentTimeline(order))).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("loses no event: each leads an entry or agrees with one", () => {
    const shown = shipmentTimeline(events).flatMap((entry) => [entry.event, ...entry.agreeing]);
    expect(new Set(shown.map((event) => event.id))).toEqual(new Set(events.map((event) => event.id)));
  });
});
