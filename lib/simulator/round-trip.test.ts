import { beforeAll, describe, expect, it } from "vitest";
import { connectorFor } from "@/lib/connectors/registry";
import type { EventDraft } from "@/lib/domain/event/draft";
import type { ParsedMessage } from "@/lib/domain/message/parsed-message";
import { resolveTime } from "@/lib/domain/time/resolve-time";
import { zoneOfPlace } from "@/lib/domain/time/zone-of-place";
import type { OutgoingMessage } from "./schedule/outgoing";
import { schedule } from "./schedule/schedule";
import type { Telling, TruthEvent } from "./truth";
import type { SourceKey } from "./world/carriers";
import { PARTNERS, type Partner } from "./world/partners";

const anchorAt = Date.parse("2026-03-18T14:20:00Z");
const world = { seed: 11, shipments: 160, days: 8, anchorAt };
/** Said beside what happened, and looked at elsewhere: the promise a tracker repeats, the day a bill is dated. */
const BESIDE = new Set(["est_delivery_date", "carrier_invoice_received"]);

interface Read {
  readonly message: OutgoingMessage;
  readonly partner: Partner;
  readonly parsed: ParsedMessage;
}

const WHOLE = new Set([null, "late", "repeat", "resent", "unknown_code", "unknown_reference", "ambiguous"]);
let read: Read[];

beforeAll(() => {
  const messages = schedule(world, { after: Number.NEGATIVE_INFINITY, until: anchorAt });
  read = messages.filter(({ trouble }) => WHOLE.has(trouble)).map(readMessage);
}, 60_000);

function readMessage(message: OutgoingMessage): Read {
  const partner = partnerOf(message.source);
  const parsed = connectorFor(partner.dialect)?.parse(message.body, {
    overrides: partner.overrides,
    ...(partner.csvMapping ? { csv: partner.csvMapping } : {}),
    ...(partner.carrierScac ? { carrierScac: partner.carrierScac } : {}),
  });
  if (!parsed) throw new Error(`no connector for ${partner.dialect}`);
  return { message, partner, parsed };
}

function partnerOf(source: SourceKey): Partner {
  const partner = PARTNERS.find(({ slug }) => slug === source);
  if (!partner) throw new Error(`no partner ${source}`);
  return partner;
}

/** One line a fact: what, how firm, which minute, where, on which stop, about which shipment. */
function truthLine(event: TruthEvent, telling: Telling): string {
  const isVoid = event.milestone === "event_voided";
  return [
    telling.plan.tracking && telling.kind === "tracker" ? telling.plan.tracking : telling.plan.id,
    event.milestone,
    event.classifier,
    isVoid ? "" : new Date(event.at).toISOString().slice(0, 16),
    telling.kind === "tracker" || telling.source === "dokhaven" ? "" : (event.stop ?? ""),
    event.voidsEventId ?? "",
  ].join(" ");
}

function readLine(event: EventDraft, partner: Partner): string {
  const isVoid = event.milestone === "event_voided";
  const zone = zoneOfPlace(event.place) ?? partner.defaultZone;
  const at = event.occurred && !isVoid ? resolveTime(event.occurred, zone) : null;
  const named = event.references.find(({ type, scope }) =>
    partner.dialect === "easypost" ? type === "tracking" : type === "shipment" && !scope,
  );
  return [
    named?.value ?? "",
    event.milestone,
    event.classifier,
    at === null ? "" : new Date(at).toISOString().slice(0, 16),
    event.stopSequence ?? "",
    event.voidsPartnerEventId ?? "",
  ].join(" ");
}

describe("what partners write and Milepost reads", () => {
  it("comes back as the same facts, to the minute", () => {
    const differing: unknown[] = [];
    for (const { message, partner, parsed } of read) {
      const told = message.tellings.flatMap((telling) =>
        telling.events.map((event) => truthLine(event, telling)),
      );
      const heard = parsed.events
        .filter(({ rawCode, milestone }) => !BESIDE.has(rawCode) && !BESIDE.has(milestone))
        .map((event) => readLine(event, partner));
      if (told.sort().join("\n") !== heard.sort().join("\n")) {
        differing.push({ key: message.key, trouble: message.trouble, told, heard });
      }
    }
    expect(differing.slice(0, 3)).toEqual([]);
  });

  it("leaves nothing to complain about in a message that is whole and sincere", () => {
    const complaints = read
      .filter(({ message }) => message.trouble === null)
      .filter(({ message }) => !message.tellings.some((telling) => telling.kind === "invoice"))
      .flatMap(({ message, parsed }) =>
        parsed.problems.map(({ code, at }) => `${message.key}: ${code} ${at}`),
      );
    expect(complaints.slice(0, 5)).toEqual([]);
  });

  it("carries every number a clerk may be asked for", () => {
    const tenders = read.filter(({ message }) => message.tellings[0]?.kind === "tender");
    expect(tenders.length).toBeGreaterThan(160);
    for (const { message, parsed } of tenders) {
      const plan = message.tellings[0]?.plan;
      const numbers = parsed.references.map(({ type, value }) => `${type} ${value}`);
      expect(numbers).toEqual(
        expect.arrayContaining([
          `bol ${plan?.bol}`,
          `order ${plan?.order}`,
          `purchase_order ${plan?.purchaseOrder}`,
        ]),
      );
    }
  });

  it("brings tenders with customer, stops and windows", () => {
    for (const { message, parsed } of read) {
      const telling = message.tellings[0];
      if (telling?.kind !== "tender" || telling.purpose !== "original") continue;
      const facts = parsed.events.find(({ milestone }) => milestone === "tendered")?.facts;
      expect(facts?.customer?.name).toBe(telling.plan.customer.name);
      const windows = facts?.stops?.map(({ sequence, kind, place, earliest, latest }) => {
        const zone = zoneOfPlace(place) ?? "";
        return [sequence, kind, earliest && resolveTime(earliest, zone), latest && resolveTime(latest, zone)];
      });
      expect(windows).toEqual(
        telling.plan.stops.map(({ sequence, kind, earliestAt, latestAt }) => [
          sequence,
          kind,
          earliestAt,
          latestAt,
        ]),
      );
    }
  });

  it("brings freight bills with every charge line", () => {
    let bills = 0;
    for (const { message, parsed } of read) {
      const invoices = message.tellings.flatMap((telling) =>
        telling.kind === "invoice" ? [telling.invoice] : [],
      );
      bills += invoices.length;
      const amount = (minor: number) => (minor / 100).toFixed(2);
      expect(
        parsed.invoices.map(({ number, total, charges }) => [
          number,
          total,
          charges.map(({ kind, amount }) => [kind, amount]),
        ]),
      ).toEqual(
        invoices.map(({ number, totalMinor, charges }) => [
          number,
          amount(totalMinor),
          charges.map(({ kind, amountMinor }) => [kind, amount(amountMinor)]),
        ]),
      );
    }
    expect(bills).toBeGreaterThan(15);
  });
});
