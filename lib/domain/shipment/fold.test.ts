import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultWorkingHours, seedPolicies } from "../clock/seeds";
import { DEFAULT_SEVERITY_POLICY } from "../exception/severity";
import { type WatchRules, watchShipment } from "../exception/watch-shipment";
import { attentionOf, boardKey, LEVEL_WIDTH } from "./attention";
import { effectiveEvents } from "./effective-events";
import { foldShipment } from "./fold";
import { anyTimeline, at, delivery, happened, planOf, tendered } from "./testing/timelines";

describe("the state of a shipment is a fold of its events", () => {
  it("is the same in any order and with any event repeated", () => {
    const property = fc.property(anyTimeline(), fc.infiniteStream(fc.nat()), (events, random) => {
      const repeated = [...events, ...events.filter(() => random.next().value % 3 === 0)];
      const shuffled = repeated
        .map((event) => ({ event, key: random.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ event }) => event);
      expect(JSON.stringify(foldShipment(shuffled))).toBe(JSON.stringify(foldShipment(events)));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("takes the furthest milestone as status, and a late older one never moves it back", () => {
    const events = [
      tendered(),
      happened("picked_up", "09:00"),
      happened("delivered", "15:00", { place: delivery }),
    ];
    expect(foldShipment(events)).toMatchObject({ status: "delivered", stage: "delivered" });
    const late = happened("arrived_hub", "11:00", { receivedAt: at("20:00") });
    expect(foldShipment([...events, late])).toMatchObject({ status: "delivered", stage: "delivered" });
  });

  it("forgets what was voided, and remembers it when the void itself is voided", () => {
    const wrong = happened("delivered", "10:00", { place: delivery });
    const takeBack = happened("event_voided", "10:05", { voidsIdentity: wrong.identity });
    const base = [tendered(), happened("picked_up", "09:00")];
    expect(foldShipment([...base, wrong, takeBack]).status).toBe("picked_up");
    expect(
      foldShipment([
        ...base,
        wrong,
        takeBack,
        happened("event_voided", "10:10", { voidsIdentity: takeBack.identity }),
      ]).status,
    ).toBe("delivered");
  });

  it("lets the last said of two copies under one identity count", () => {
    const first = happened("delivered", "14:00", { identity: "same", sentAt: at("14:05") });
    const corrected = happened("delivered_partial", "14:10", { identity: "same", sentAt: at("15:00") });
    expect(foldShipment([corrected, first]).status).toBe("delivered_partial");
  });

  it("reads a message again under a newer code map in place of what it said before", () => {
    const before = happened("unmapped", "14:00", { identity: "same", mappingRevision: 1 });
    const after = happened("picked_up", "14:00", { identity: "same", mappingRevision: 2 });
    expect(foldShipment([after, before]).status).toBe("picked_up");
  });

  it("delivers a load of several drops only at the last one", () => {
    const plan = tendered(planOf(["Chicago", "IL"], ["Tulsa", "OK"], ["Dallas", "TX"]));
    const first = happened("delivered", "12:00", { place: { city: "TULSA", region: "OK" } });
    const last = happened("delivered", "16:00", { place: { city: "Dallas", region: "TX" } });
    expect(foldShipment([plan, happened("picked_up", "08:00"), first])).toMatchObject({
      stage: "in_transit",
      nextStopSequence: 3,
    });
    expect(foldShipment([plan, happened("picked_up", "08:00"), first, last])).toMatchObject({
      stage: "delivered",
      nextStopSequence: null,
    });
  });

  it("computes dwell from arrival to departure and nothing from a contradiction", () => {
    const stops = (...events: Parameters<typeof foldShipment>[0]) =>
      foldShipment([tendered(), ...events]).stops;
    expect(stops(happened("arrived_pickup", "07:45"), happened("picked_up", "08:55"))[0]?.dwellMinutes).toBe(
      70,
    );
    expect(
      stops(happened("arrived_pickup", "09:45"), happened("picked_up", "08:55"))[0]?.dwellMinutes,
    ).toBeNull();
  });

  it("takes a load on the road as picked up, also when its carrier has no code for that", () => {
    expect(foldShipment([tendered(), happened("in_transit", "09:00")])).toMatchObject({
      nextStopSequence: 2,
    });
  });

  it("shows when two sources tell one delivery hours apart", () => {
    const carrier = happened("delivered", "14:00", { place: delivery, connectionId: "carrier" });
    const dock = happened("delivered", "18:30", { place: delivery, connectionId: "wms" });
    expect(foldShipment([tendered(), carrier, dock]).disagreements).toMatchObject([
      { milestone: "delivered", claims: [{ connectionId: "carrier" }, { connectionId: "wms" }] },
    ]);
    expect(foldShipment([tendered(), carrier, { ...dock, occurredAt: at("14:30") }]).disagreements).toEqual(
      [],
    );
  });

  it("keeps a problem open until something answers it", () => {
    const refused = happened("refused", "14:00", { place: delivery });
    expect(foldShipment([tendered(), refused]).issues).toMatchObject([{ milestone: "refused" }]);
    expect(
      foldShipment([tendered(), refused, happened("delivered", "17:00", { place: delivery })]).issues,
    ).toEqual([]);
  });
});

const rules: WatchRules = {
  policies: seedPolicies(defaultWorkingHours("Europe/Berlin")),
  severity: DEFAULT_SEVERITY_POLICY,
  zone: "Europe/Berlin",
};
type Events = Parameters<typeof foldShipment>[0];
const watched = (events: Events, now: number) =>
  watchShipment(foldShipment(events), effectiveEvents(events).counting, rules, now);
const attention = (events: Events, now: number) =>
  attentionOf(foldShipment(events), watched(events, now).clocks, now);

describe("what a shipment needs now", () => {
  const moving = [tendered(), happened("tender_accepted", "06:20"), happened("picked_up", "09:00")];
  const kindAt = (events: Parameters<typeof foldShipment>[0], time: string) =>
    attention(events, at(time)).kind;

  it("is late from the end of the appointment on, or as soon as the estimate says so", () => {
    const checked = happened("in_transit", "13:00");
    expect(kindAt([...moving, checked], "14:00")).toBe("on_track");
    expect(kindAt([...moving, checked], "14:45")).toBe("at_risk");
    expect(kindAt([...moving, checked], "15:00")).toBe("late");
    const eta = happened("arrived_delivery", "15:40", {
      classifier: "estimated",
      place: delivery,
      sentAt: at("13:05"),
    });
    expect(kindAt([...moving, checked, eta], "13:10")).toBe("late");
  });

  it("asks for a tender reply after 30 minutes and for a word after 4 silent hours", () => {
    expect(kindAt([tendered()], "06:29")).toBe("on_track");
    expect(kindAt([tendered()], "06:30")).toBe("tender_unanswered");
    expect(kindAt(moving, "12:59")).toBe("on_track");
    expect(kindAt(moving, "13:00")).toBe("silent");
  });

  it("asks for the proof of delivery a day after delivery, and is closed when it is in", () => {
    const done = [...moving, happened("delivered", "14:30", { place: delivery })];
    expect(attention(done, at("14:30") + 86_400_000).kind).toBe("pod_missing");
    expect(kindAt([...done, happened("pod_received", "16:00")], "16:01")).toBe("closed");
  });

  it("names the moment at which time alone changes the verdict", () => {
    const property = fc.property(
      anyTimeline(),
      fc.integer({ min: 0, max: 3 * 86_400_000 }),
      (events, offset) => {
        const now = at("00:00") + offset;
        const { nextChangeAt } = watched(events, now);
        const until = nextChangeAt ?? now + 30 * 86_400_000;
        const between = now + Math.floor((until - now - 1) / 2);
        expect(attention(events, between).kind).toBe(attention(events, now).kind);
        expect(watched(events, between).findings.map(({ kind }) => kind)).toEqual(
          watched(events, now).findings.map(({ kind }) => kind),
        );
        expect(nextChangeAt === null || nextChangeAt > now).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it("puts what presses most first, whatever the moments", () => {
    const key = (kind: Parameters<typeof boardKey>[0]["kind"], pressingAt: number) =>
      boardKey({ kind, pressingAt });
    expect(key("exception", at("23:00"))).toBeLessThan(key("late", at("01:00")));
    expect(key("late", at("01:00"))).toBeLessThan(key("late", at("02:00")));
    expect(key("closed", at("02:00"))).toBeLessThan(key("closed", at("01:00")));
    expect(key("closed", 0)).toBeLessThan(9 * LEVEL_WIDTH);
  });
});
