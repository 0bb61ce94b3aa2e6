import { describe, expect, it } from "vitest";
import { defaultWorkingHours, seedPolicies } from "../clock/seeds";
import { DEFAULT_SEVERITY_POLICY } from "../exception/severity";
import { watchShipment } from "../exception/watch-shipment";
import { attentionOf } from "./attention";
import { effectiveEvents } from "./effective-events";
import { foldShipment } from "./fold";
import { glanceOf } from "./glance";
import { slackOf, statusSentence } from "./present";
import { at, happened, planOf, tendered } from "./testing/timelines";
import type { TimelineEvent } from "./timeline-event";

const fromOrders = (
  milestone: TimelineEvent["milestone"],
  time: string,
  given: Partial<TimelineEvent> = {},
) => happened(milestone, time, { codeList: "odoo-stock.picking.state", connectionId: "erp", ...given });
const rules = {
  policies: seedPolicies(defaultWorkingHours("UTC")),
  severity: DEFAULT_SEVERITY_POLICY,
  zone: "UTC",
};
const attention = (...events: TimelineEvent[]) => {
  const view = foldShipment(events);
  const { clocks } = watchShipment(view, effectiveEvents(events).counting, rules, DAY_LATER);
  return attentionOf(view, clocks, DAY_LATER).kind;
};
const DAY_LATER = at("12:00") + 24 * 3_600_000;

describe("what an order system and a carrier both tell", () => {
  const order = fromOrders("delivered", "23:00", {
    classifier: "planned",
    facts: {
      ...planOf(["Reno", "NV"], ["Chicago", "IL"]),
      customer: { name: "Aldgate Retail" },
      carrier: { name: "NordHaul Freight" },
    },
  });
  const tender = tendered({
    ...planOf(["Reno", "NV"], ["Tulsa", "OK"], ["Chicago", "IL"]),
    customer: { name: "Broker Ltd" },
    carrier: { scac: "RDFX" },
  });

  it("is the tender's plan and carrier, and the order's customer, whichever was said last", () => {
    for (const saidAt of [at("01:00"), at("23:00")]) {
      const view = foldShipment([tender, { ...order, sentAt: saidAt, receivedAt: saidAt }]);
      expect(view).toMatchObject({ customer: { name: "Aldgate Retail" }, carrier: { scac: "RDFX" } });
      expect(view.stops.map(({ place }) => place.city)).toEqual(["Reno", "Tulsa", "Chicago"]);
    }
  });

  it("is the order's as long as no carrier was asked", () => {
    expect(foldShipment([order])).toMatchObject({
      customer: { name: "Aldgate Retail" },
      carrier: { name: "NordHaul Freight" },
    });
  });
});

describe("goods that left without anybody who tells where they are", () => {
  const plan = fromOrders("delivered", "15:00", {
    classifier: "planned",
    facts: planOf(["Reno", "NV"], ["Waco", "TX"]),
  });
  const left = fromOrders("loaded", "09:00");

  it("are neither silent nor late: nobody was going to say", () => {
    expect(attention(plan, left)).toBe("on_track");
  });

  it("are said to be out of sight, not late", () => {
    const glance = glanceOf(foldShipment([plan, left]));
    expect(statusSentence(glance, DAY_LATER)).toBe("Loaded, bound for Waco; nobody tells where it is");
    expect(slackOf(glance, DAY_LATER)).toBeNull();
  });

  it("are late while they have not left: that is for us to do", () => {
    expect(attention(plan, fromOrders("picking_started", "07:00"))).toBe("late");
  });

  it("are silent once a carrier has said a word, or was asked", () => {
    const scan = happened("arrived_hub", "10:00");
    expect(attention(left, scan)).toBe("silent");
    expect(attention(left, happened("tendered", "06:00"))).toBe("silent");
  });
});

it("a receipt is closed when the goods are in: who counted them wrote the proof", () => {
  const received = fromOrders("goods_received", "09:00");
  expect(foldShipment([received])).toMatchObject({ status: "goods_received", stage: "delivered" });
  expect(attention(received)).toBe("closed");
});

it("bills are no word on where the goods are", () => {
  const view = foldShipment([fromOrders("loaded", "09:00"), fromOrders("vendor_bill_posted", "12:00")]);
  expect(view.lastEvent?.milestone).toBe("loaded");
});
