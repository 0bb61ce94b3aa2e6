import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MILESTONES, type Milestone } from "../event/milestone";
import { shipmentFindings } from "../exception/shipment-findings";
import { effectiveEvents } from "../shipment/effective-events";
import { foldCounting, foldShipment } from "../shipment/fold";
import { anyTimeline, at, happened, tendered } from "../shipment/testing/timelines";
import { shipmentTimeline } from "../shipment/timeline";
import {
  BUSINESS_OBJECTS,
  type CatalogueEntry,
  entriesInForce,
  refusedUnder,
  SOURCE_KINDS,
} from "./catalogue";
import { CATALOGUE_SEEDS } from "./seeds";

const seeds = entriesInForce(CATALOGUE_SEEDS, []);

describe("the catalogue as delivered", () => {
  it("says of every object and milestone who owns it and who may state it", () => {
    expect(CATALOGUE_SEEDS).toHaveLength(BUSINESS_OBJECTS.length + MILESTONES.length - 2);
    for (const { terms } of CATALOGUE_SEEDS) {
      expect(terms.mayState.length).toBeGreaterThan(0);
      expect(terms.mayState).toEqual(SOURCE_KINDS.filter((kind) => terms.mayState.includes(kind)));
    }
  });

  it("leaves every milestone to a person, who answers for it by name", () => {
    for (const milestone of MILESTONES)
      expect(refusedUnder(seeds, { milestone, classifier: "actual" }, "person")).toBeNull();
  });

  it("does not let a shop say that goods moved, nor a carrier what Odoo books", () => {
    const refused = (milestone: Milestone, kind: "shop" | "carrier" | "wms") =>
      refusedUnder(seeds, { milestone, classifier: "actual" }, kind) !== null;
    expect(refused("delivered", "shop")).toBe(true);
    expect(refused("picked_up", "shop")).toBe(true);
    expect(refused("invoice_posted", "carrier")).toBe(true);
    expect(refused("delivered", "wms")).toBe(true);
    expect(refused("delivered", "carrier")).toBe(false);
    expect(refused("picked_up", "wms")).toBe(false);
  });

  it("asks for a right only where something is told as a fact", () => {
    expect(refusedUnder(seeds, { milestone: "delivered", classifier: "estimated" }, "shop")).toBeNull();
    expect(refusedUnder(seeds, { milestone: "event_voided", classifier: "actual" }, "shop")).toBeNull();
  });

  it("gives way to the newest version a company wrote", () => {
    const [seed] = CATALOGUE_SEEDS.filter(({ key }) => key === "milestone:delivered");
    if (!seed) throw new Error("no seed");
    const version = (number: number, mayState: CatalogueEntry["terms"]["mayState"]) => ({
      ...seed,
      version: number,
      terms: { ...seed.terms, mayState },
    });
    const book = entriesInForce(CATALOGUE_SEEDS, [version(2, ["shop"]), version(1, ["wms"])]);
    const told = { milestone: "delivered", classifier: "actual" } as const;
    expect([refusedUnder(book, told, "shop"), refusedUnder(book, told, "carrier")]).toEqual([null, 2]);
  });
});

const foreign = { unentitledUnder: 0, connectionId: "shop" };

describe("a fact told by a source that may not state it", () => {
  const tender = tendered();
  const pickedUp = happened("picked_up", "09:00");
  const claimed = happened("delivered", "11:00", foreign);

  it("moves neither status nor stops, and opens an exception that names it", () => {
    const view = foldShipment([tender, pickedUp, claimed]);
    expect(view).toMatchObject({
      status: "picked_up",
      stage: "in_transit",
      track: { picked_up: at("09:00") },
    });
    expect(view.track.delivered).toBeUndefined();
    expect(shipmentFindings(view, [], at("12:00")).findings).toContainEqual({
      kind: "conflicting_sources",
      cause: "unentitled delivered#2 shop",
      since: at("11:00"),
      dueAt: null,
      summary: "Delivered is told by a source that may not state it",
    });
  });

  it("is over when someone who may tells the same, or when it is taken back", () => {
    const confirmed = happened("delivered", "12:00");
    expect(foldShipment([tender, pickedUp, claimed, confirmed]).unentitled).toBeUndefined();
    const void_ = happened("event_voided", "12:30", { voidsIdentity: claimed.identity });
    expect(foldShipment([tender, pickedUp, claimed, void_]).unentitled).toBeUndefined();
  });

  it("stays on the timeline, marked with the version that says so", () => {
    const recorded = [pickedUp, claimed].map((event) => ({
      ...event,
      ...{
        connectionName: "x",
        messageId: "x",
        at: "x",
        rawCode: "x",
        occurredLocal: null,
        timeZoneAssumed: false,
      },
      ...{ note: null, matchReason: "x", actorName: null },
    }));
    const dims = shipmentTimeline(recorded).map(({ event, dim }) => [event.milestone, dim?.kind ?? null]);
    expect(dims).toContainEqual(["delivered", "unentitled"]);
  });

  it("counts once its message is read again under a catalogue that lets it", () => {
    const again = { ...claimed, id: "event-read-again", unentitledUnder: null };
    for (const events of [
      [claimed, again],
      [again, claimed],
    ])
      expect(foldShipment(events).status).toBe("delivered");
  });

  it("is the same in any order and any repetition, and nothing it says is seen but that it was said", () => {
    const marked = anyTimeline().chain((events) =>
      fc
        .array(fc.boolean(), { minLength: events.length, maxLength: events.length })
        .map((marks) => events.map((event, index) => (marks[index] ? { ...event, ...foreign } : event))),
    );
    const property = fc.property(marked, fc.infiniteStream(fc.nat()), (events, random) => {
      const shuffled = [...events, ...events.slice(0, 3)]
        .map((event) => ({ event, key: random.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ event }) => event);
      const view = foldShipment(events);
      expect(foldShipment(shuffled)).toEqual(view);
      const { unentitled: _, eventCount: __, ...state } = view;
      const { counting } = effectiveEvents(events);
      const { eventCount: ___, ...without } = foldCounting(counting, { counting, unentitled: [] });
      expect(without).toEqual(state);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
