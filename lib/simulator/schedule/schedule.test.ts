import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/domain/time/instant";
import { shipmentTellings } from "../course/tellings";
import type { Telling } from "../truth";
import { CARRIERS, SOURCES, STOCK } from "../world/carriers";
import { CUSTOMERS } from "../world/customers";
import { LANES } from "../world/lanes";
import type { OutgoingMessage, Trouble, WorldSettings } from "./outgoing";
import { schedule } from "./schedule";

const anchorAt = Date.parse("2026-03-18T14:20:00Z");
const HISTORY = { after: Number.NEGATIVE_INFINITY, until: anchorAt };
const small: WorldSettings = { seed: 5, shipments: 80, days: 7, anchorAt };

function digest(messages: readonly OutgoingMessage[]): string {
  const hash = createHash("sha256");
  for (const { source, receivedAt, deliveryKey, fileName, body } of messages) {
    hash.update(`${source} ${receivedAt} ${deliveryKey} ${fileName}\n`).update(body);
  }
  return hash.digest("hex");
}

describe("the world", () => {
  it("is the same to the byte for the same seed, and another for another", () => {
    const first = digest(schedule(small, HISTORY));
    expect(digest(schedule(small, HISTORY))).toBe(first);
    expect(digest(schedule({ ...small, seed: 6 }, HISTORY))).not.toBe(first);
  });

  it("has the customers, carriers and lanes of a real book of business", () => {
    expect(CUSTOMERS.length).toBeGreaterThanOrEqual(12);
    expect(CARRIERS.length).toBeGreaterThanOrEqual(6);
    expect(LANES.length).toBeGreaterThanOrEqual(40);
    expect(SOURCES.length).toBeGreaterThanOrEqual(7);
    expect(new Set(LANES.map(({ key }) => key)).size).toBe(LANES.length);
  });

  it("keeps a shipment as it is however many others there are", () => {
    const facts = (tellings: readonly Telling[]) =>
      tellings[0] && { ...tellings[0].plan, stops: [], tenderAt: 0, respondByAt: 0 };
    const early = shipmentTellings(5, 17, anchorAt - 9 * DAY_MS);
    const late = shipmentTellings(5, 17, anchorAt - 2 * DAY_MS);
    expect(facts(late)).toEqual(facts(early));
  });

  it("arrives in order, never from the future, and goes on where a window ended", () => {
    const messages = schedule(small, HISTORY);
    const times = messages.map(({ receivedAt }) => receivedAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(anchorAt);
    const later = schedule(small, { after: anchorAt, until: anchorAt + 12 * HOUR_MS });
    const both = schedule(small, { ...HISTORY, until: anchorAt + 12 * HOUR_MS });
    const keys = (list: readonly OutgoingMessage[]) =>
      list.map(({ key, trouble }) => `${key} ${trouble}`).sort();
    expect(keys([...messages, ...later])).toEqual(keys(both));
  });
});

describe("a fortnight of 1,500 shipments", () => {
  const messages = schedule({ seed: 7, shipments: 1_500, days: 14, anchorAt }, HISTORY);
  const share = (trouble: Trouble) =>
    messages.filter((message) => message.trouble === trouble).length / messages.length;
  const tellings = [
    ...new Set(
      messages.filter(({ trouble }) => trouble === null || trouble === "late").flatMap((m) => m.tellings),
    ),
  ];
  const shipments = new Map(tellings.map(({ plan }) => [plan.index, plan]));

  it("is a full fortnight of mail", () => {
    expect(shipments.size).toBeGreaterThanOrEqual(1_500);
    expect(messages.length).toBeGreaterThan(18_000);
    expect(messages.length).toBeLessThan(32_000);
    // The warehouse counts what Odoo holds: nothing of it is known beforehand.
    for (const source of SOURCES.filter((slug) => slug !== STOCK))
      expect(messages.some((message) => message.source === source)).toBe(true);
  });

  it("has the troubles of real lines at their usual rates", () => {
    const duplicates = share("repeat") + share("resent");
    expect(duplicates).toBeGreaterThan(0.012);
    expect(duplicates).toBeLessThan(0.025);
    expect(share("late")).toBeGreaterThan(0.02);
    expect(share("late")).toBeLessThan(0.05);
    const broken = share("truncated") + share("garbage") + share("miscounted");
    expect(broken).toBeGreaterThan(0.0015);
    expect(broken).toBeLessThan(0.006);
    for (const trouble of ["unknown_reference", "unknown_code", "conflict", "ambiguous"] as const) {
      expect(share(trouble)).toBeGreaterThan(0);
      expect(share(trouble)).toBeLessThan(0.009);
    }
  });

  it("delivers late about one time in eleven", () => {
    const delivered = lastDeliveries(tellings);
    const late = delivered.filter(({ at, dueAt }) => at > dueAt).length / delivered.length;
    expect(delivered.length).toBeGreaterThan(900);
    expect(late).toBeGreaterThan(0.05);
    expect(late).toBeLessThan(0.14);
  });

  it("splits some loads, refuses and damages a few, and shares order numbers", () => {
    const plans = [...shipments.values()];
    const split = plans.filter(({ stops }) => stops.length > 2).length / plans.length;
    expect(split).toBeGreaterThan(0.04);
    expect(split).toBeLessThan(0.13);
    const milestones = tellings.flatMap(({ events }) => events.map(({ milestone }) => milestone));
    for (const milestone of ["refused", "damaged", "customs_hold", "tender_declined", "event_voided"]) {
      expect(milestones).toContain(milestone);
    }
    expect(new Set(plans.map(({ purchaseOrder }) => purchaseOrder)).size).toBeLessThan(plans.length * 0.95);
  });
});

/** Arrival at the last stop, which is what an appointment is about; parcels only tell delivery. */
function lastDeliveries(tellings: readonly Telling[]): { at: number; dueAt: number }[] {
  const found = new Map<number, { at: number; dueAt: number }>();
  for (const { plan, events, source } of tellings) {
    const last = plan.stops.at(-1);
    if (!last || source !== plan.carrier.source) continue;
    for (const event of events) {
      const word = plan.service === "parcel" ? "delivered" : "arrived_delivery";
      const ends = event.milestone === word && event.classifier === "actual";
      const isLast = event.stop === null || event.stop === last.sequence;
      if (ends && isLast) found.set(plan.index, { at: event.at, dueAt: last.latestAt });
    }
  }
  return [...found.values()];
}
