import fc from "fast-check";
import type { Place, ShipmentFacts, StopPlan } from "../../event/draft";
import { CLASSIFIERS, MILESTONES, type Milestone } from "../../event/milestone";
import type { TimelineEvent } from "../timeline-event";

/** A clock time of the day the tests play on, UTC. */
export const at = (time: string): number => Date.parse(`2026-11-18T${time}:00Z`);

export const pickup: Place = { city: "Reykjavik", country: "IS" };
export const delivery: Place = { city: "Keflavik", country: "IS" };

let counter = 0;
/** An actual event at a clock time, said when it happened. */
export function happened(
  milestone: Milestone,
  time: string,
  given: Partial<TimelineEvent> = {},
): TimelineEvent {
  counter += 1;
  const id = `event-${String(counter).padStart(4, "0")}`;
  return {
    id,
    identity: id,
    milestone,
    classifier: "actual",
    occurredAt: at(time),
    sentAt: at(time),
    receivedAt: at(time),
    timeZone: "UTC",
    place: null,
    stopSequence: null,
    reason: null,
    refs: [],
    facts: null,
    voidsIdentity: null,
    connectionId: "carrier",
    codeList: "x12-1650",
    mappingRevision: 1,
    ...given,
  };
}

/** A plan with one pickup in the morning and drops until 15:00, all in UTC. */
export function planOf(
  first: readonly [string, string],
  ...drops: readonly (readonly [string, string])[]
): ShipmentFacts {
  const stop = (
    sequence: number,
    kind: StopPlan["kind"],
    [city, region]: readonly [string, string],
    latest: string,
  ): StopPlan => ({
    sequence,
    kind,
    place: { city, region, country: "US" },
    earliest: { local: "2026-11-18T06:00", offset: "Z" },
    latest: { local: `2026-11-18T${latest}`, offset: "Z" },
  });
  return {
    stops: [
      stop(1, "pickup", first, "10:00"),
      ...drops.map((drop, index) => stop(index + 2, "delivery", drop, "15:00")),
    ],
  };
}

/** The tender at 06:00: pickup until 10:00, delivery until 15:00. */
export function tendered(facts: ShipmentFacts = onePickupOneDrop): TimelineEvent {
  return happened("tendered", "06:00", { facts });
}

const onePickupOneDrop: ShipmentFacts = {
  stops: [
    {
      sequence: 1,
      kind: "pickup",
      place: pickup,
      earliest: null,
      latest: { local: "2026-11-18T10:00", offset: "Z" },
    },
    {
      sequence: 2,
      kind: "delivery",
      place: delivery,
      earliest: null,
      latest: { local: "2026-11-18T15:00", offset: "Z" },
    },
  ],
};

/** Any mix of events: shared identities, voids, plans, several sources, equal times. */
export function anyTimeline(): fc.Arbitrary<TimelineEvent[]> {
  const one = fc.record({
    number: fc.nat(40),
    identity: fc.nat(25),
    milestone: fc.constantFrom(...MILESTONES),
    classifier: fc.constantFrom(...CLASSIFIERS),
    minute: fc.nat(2880),
    sent: fc.option(fc.nat(2880)),
    voids: fc.option(fc.nat(25), { freq: 6 }),
    source: fc.constantFrom("a", "b", "c"),
    stop: fc.option(fc.integer({ min: 1, max: 3 })),
    place: fc.constantFrom(null, pickup, delivery, { city: "Tulsa", region: "OK", country: "US" }),
    plan: fc.boolean(),
    drops: fc.integer({ min: 1, max: 3 }),
  });
  return fc.array(one, { maxLength: 30 }).map((specs) => {
    const unique = [...new Map(specs.map((spec) => [spec.number, spec])).values()];
    return unique.map(
      (spec): TimelineEvent => ({
        ...happened(spec.milestone, "00:00"),
        id: `id-${spec.number}`,
        identity: `identity-${spec.identity}`,
        classifier: spec.classifier,
        occurredAt: at("00:00") + spec.minute * 60_000,
        sentAt: spec.sent === null ? null : at("00:00") + spec.sent * 60_000,
        receivedAt: at("00:00") + (spec.minute + 5) * 60_000,
        place: spec.place,
        stopSequence: spec.stop,
        voidsIdentity: spec.voids === null ? null : `identity-${spec.voids}`,
        connectionId: spec.source,
        codeList: spec.source === "c" ? "odoo-stock.picking.state" : "x12-1650",
        facts:
          spec.plan && (spec.milestone === "tendered" || spec.source === "c")
            ? planOf(
                ["Chicago", "IL"],
                ...["Tulsa", "Dallas", "Waco"].slice(0, spec.drops).map((city) => [city, "TX"] as const),
              )
            : null,
      }),
    );
  });
}
