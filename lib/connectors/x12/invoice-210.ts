import type { StatedTime } from "@/lib/domain/event/draft";
import type { InvoiceDraft } from "@/lib/domain/message/parsed-message";
import { formatCents, readImpliedCents } from "./amount";
import { CORRECTION } from "./codes/document-code";
import { lookup } from "./codes/lookup";
import { type ChargeLine, isBalanced, readCharges, settleDiscountSigns } from "./invoice-charges";
import { readParties } from "./place";
import { ReferenceList } from "./references";
import { NOTHING_READ, type SetReading, type SetScope } from "./set-scope";
import { element, type Segment } from "./transaction-set";

/** Net amount due of B3-07, else the total of L3-05, else what the lines come to. */
function totalOf(scope: SetScope, b3: Segment, b3Index: number, lines: readonly ChargeLine[]): number {
  const stated = readImpliedCents(element(b3, 7));
  if (stated !== null) return stated;
  const totals = readImpliedCents(element(scope.first("L3"), 5));
  const reason = element(b3, 7) === "" ? "is empty" : `"${element(b3, 7)}" is no amount`;
  scope.warn(
    "out_of_balance",
    b3Index,
    `B3-07 ${reason}; the total was taken from ${totals === null ? "L1" : "L3"}.`,
  );
  return totals ?? lines.reduce((total, line) => total + line.cents + line.advanceCents, 0);
}

/** Σ L1 against L3-05 against B3-07: each that differs is named, none is corrected. */
function checkBalance(
  scope: SetScope,
  b3Index: number,
  totalCents: number,
  lines: readonly ChargeLine[],
): void {
  const l3Index = scope.indexOf("L3");
  const l3 = readImpliedCents(element(scope.segments[l3Index], 5));
  const due = formatCents(totalCents);
  if (l3 !== null && l3 !== totalCents) {
    scope.warn("out_of_balance", l3Index, `L3-05 is ${formatCents(l3)}, B3-07 is ${due}.`);
  }
  if (lines.length > 0 && !isBalanced(lines, totalCents)) {
    const charged = formatCents(lines.reduce((total, line) => total + line.cents, 0));
    scope.warn("out_of_balance", b3Index, `The L1 lines come to ${charged}, B3-07 is ${due}.`);
  }
}

/** Date of the first G62 with one of the qualifiers. Source: ASC X12 element 432: 11 shipped, 86 actual pick-up, 35 delivered. */
function g62Date(scope: SetScope, qualifiers: readonly string[]): StatedTime | null {
  const index = scope.segments.findIndex(
    (segment) => segment[0] === "G62" && qualifiers.includes(element(segment, 1)),
  );
  const g62 = scope.segments[index];
  return g62 ? scope.statedTime(index, element(g62, 2), element(g62, 4), element(g62, 5)) : null;
}

/** Currency of C3 or of the B3 itself; US dollars where none is named, as the standard has it, and said so. */
function currencyOf(scope: SetScope, b3Index: number): string {
  const stated = element(scope.first("C3"), 1).toUpperCase();
  if (/^[A-Z]{3}$/.test(stated)) return stated;
  scope.warn("currency_assumed", b3Index, "No C3: the amounts were taken to be US dollars.");
  return "USD";
}

/** What is part of the bill and no line of it: advances less prepaid, and the total the sender says its lines come to. */
function beyondLines(
  scope: SetScope,
  lines: readonly ChargeLine[],
): Pick<InvoiceDraft, "advances" | "linesTotal"> {
  const advanceCents = lines.reduce((total, line) => total + line.advanceCents, 0);
  const l3 = readImpliedCents(element(scope.first("L3"), 5));
  return {
    ...(advanceCents === 0 ? {} : { advances: formatCents(advanceCents) }),
    ...(l3 === null ? {} : { linesTotal: formatCents(l3) }),
  };
}

function readReferences(scope: SetScope, b3: Segment, scac: string): ReferenceList {
  const list = new ReferenceList(scac);
  list.add("invoice", element(b3, 2));
  list.add("shipment", element(b3, 3));
  for (const segment of scope.segments) list.addSegment(segment);
  return list;
}

function readInvoice(scope: SetScope, b3: Segment, b3Index: number): InvoiceDraft {
  const scac = element(b3, 11) || scope.carrierScac;
  const written = readCharges(scope);
  const totalCents = totalOf(scope, b3, b3Index, written);
  const { lines, turned } = settleDiscountSigns(written, totalCents);
  if (turned)
    scope.warn(
      "discount_sign_assumed",
      b3Index,
      "Discounts without a minus were taken off: only so the bill adds up.",
    );
  checkBalance(scope, b3Index, totalCents, lines);
  const correction = element(b3, 8);
  const deliveredText = element(b3, 10) === "035" || element(b3, 10) === "" ? element(b3, 9) : "";
  const delivered = scope.statedTime(b3Index, deliveredText, "", "") ?? g62Date(scope, ["35"]);
  const parties = readParties(scope.segments);
  const named = (entity: string) =>
    parties.find((party) => party.entity === entity && party.name !== "")?.name;
  const billTo = named("BT") ?? named("PR");
  return {
    number: element(b3, 2),
    carrier: scac || (named("CA") ?? null),
    total: formatCents(totalCents),
    currency: currencyOf(scope, b3Index),
    charges: lines.map((line) => line.draft),
    ...beyondLines(scope, lines),
    references: readReferences(scope, b3, scac).sorted(),
    issued: scope.statedTime(b3Index, element(b3, 6), "", ""),
    shipped: g62Date(scope, ["11", "86"]),
    delivered,
    ...(billTo ? { billTo } : {}),
    ...(element(b3, 4) === "" ? {} : { terms: element(b3, 4) }),
    ...(correction === "" ? {} : { correction: lookup(CORRECTION, correction) ?? correction }),
    document: scope.set.document,
  };
}

/**
 * A motor carrier's freight bill as an invoice with its charge lines, and the event that it came in.
 *
 * Source: ASC X12 210, releases 003060 to 008010: B3-02 invoice number, B3-03 shipment id, B3-04 method of payment,
 * B3-06 billing date, B3-07 net amount due (N2), B3-08 correction indicator (element 202), B3-09/10 delivery date, B3-11 SCAC;
 * C3 currency; N9, L11, N1, N7; LX loop with L0, L1, L5, L7; L3 totals.
 */
export function readFreightInvoice(scope: SetScope): SetReading {
  const b3Index = scope.indexOf("B3");
  const b3 = scope.segments[b3Index];
  if (!b3 || element(b3, 2) === "") {
    scope.warn(
      "invalid_structure",
      Math.max(b3Index, 0),
      "A 210 without an invoice number (B3-02) can't be booked. It was not read; the bytes are kept.",
    );
    return NOTHING_READ;
  }
  const invoice = readInvoice(scope, b3, b3Index);
  const mapped = { milestone: "carrier_invoice_received", classifier: "actual" } as const;
  const occurred = invoice.issued ?? scope.sent;
  const event = scope.event(b3Index, "x12-143", scope.set.type, mapped, occurred, invoice.references);
  const scac = element(b3, 11);
  if (scac !== "") event.facts = { carrier: { scac } };
  return { references: invoice.references, events: [event], invoices: [invoice], isReadable: true };
}
