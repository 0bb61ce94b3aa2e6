import { normaliseReference, type ReferenceType } from "../reference/reference";
import type { CarrierInvoice } from "./carrier-invoice";
import { bareName } from "./lane";
import {
  type DroppedCandidate,
  type DropReason,
  MATCH_RULES,
  type MatchCandidate,
  type MatchResult,
  type MatchRule,
} from "./match";
import { suggestMatches } from "./suggest-match";

const TYPES: Readonly<Record<MatchRule, readonly ReferenceType[]>> = {
  shipment_id: ["shipment"],
  pro: ["pro"],
  bol: ["bol"],
  load_or_order: ["load", "order", "purchase_order"],
};
const RULE_WORDS: Readonly<Record<MatchRule, string>> = {
  shipment_id: "shipment id",
  pro: "PRO",
  bol: "BOL",
  load_or_order: "load or order",
};
const DROP_WORDS: Readonly<Record<DropReason, string>> = {
  other_carrier: "other carrier",
  status: "never moved",
  currency: "other currency",
  bill_to: "other bill-to",
  terms: "other terms",
  already_invoiced: "already invoiced",
};

/**
 * Which shipment a bill is for. The first rule at which a shipment of the bill's carrier shares a number decides; of those, what disagrees with the
 * bill drops out; exactly one left is a match. Weaker numbers never overrule a stronger one that led nowhere. The order of the candidates does
 * not matter.
 *
 * @param candidates shipments that share any number with the bill, and those of its carrier around its dates for suggestions.
 * Source: domain.md, "Match".
 */
export function matchInvoice(invoice: CarrierInvoice, candidates: readonly MatchCandidate[]): MatchResult {
  const ordered = [...candidates].sort((a, b) => (a.shipmentId < b.shipmentId ? -1 : 1));
  const { carrier } = invoice;
  if (carrier === null)
    return unmatched(
      invoice,
      ordered,
      "no_carrier",
      "The bill names no carrier, and every rule needs one.",
      [],
      [],
    );
  const rule = MATCH_RULES.find((each) =>
    ordered.some((one) => isOf(carrier, one) && hits(invoice, one, each)),
  );
  const dropped = strangersOf(invoice, carrier, ordered, rule ? [rule] : MATCH_RULES);
  if (!rule)
    return unmatched(
      invoice,
      ordered,
      "none",
      "No shipment of this carrier has a number of this bill.",
      dropped,
      [],
    );
  const named = ordered.filter((one) => isOf(carrier, one) && hits(invoice, one, rule));
  const count = named.length + dropped.length;
  const left: MatchCandidate[] = [];
  for (const one of named) {
    const disagreement = disagreementOf(invoice, one);
    if (disagreement) dropped.push(disagreement);
    else left.push(one);
  }
  const words = `${count} ${count === 1 ? "candidate" : "candidates"} by ${RULE_WORDS[rule]}.${droppedText(dropped)}`;
  const [only, ...more] = left;
  if (!only) return unmatched(invoice, ordered, "all_dropped", `${words} None left.`, dropped, []);
  if (more.length > 0)
    return unmatched(
      invoice,
      ordered,
      "several",
      `${words} ${left.length} left; a person chooses.`,
      dropped,
      left,
    );
  const { shipmentId, label } = only;
  const ruleNumber = MATCH_RULES.indexOf(rule) + 1;
  return { matched: true, shipmentId, label, rule, ruleNumber, words: `${words} 1 left: ${label}.`, dropped };
}

/** Of another carrier's shipments those count that the deciding rule would have found. */
function strangersOf(
  invoice: CarrierInvoice,
  carrier: string,
  candidates: readonly MatchCandidate[],
  rules: readonly MatchRule[],
): DroppedCandidate[] {
  return candidates
    .filter((one) => !isOf(carrier, one) && rules.some((rule) => hits(invoice, one, rule)))
    .map((one) => {
      const theirs = one.carrier ?? "a carrier nobody named";
      return drop(one, "other_carrier", `it moves with ${theirs}, the bill is from ${carrier}`);
    });
}

const isOf = (carrier: string, { carrier: theirs }: MatchCandidate): boolean =>
  theirs !== null && bareName(theirs) === bareName(carrier);

function hits(invoice: CarrierInvoice, candidate: MatchCandidate, rule: MatchRule): boolean {
  const numbers = (references: MatchCandidate["references"]) =>
    references.flatMap(({ type, value }) => {
      const bare = normaliseReference(value);
      return TYPES[rule].includes(type) && bare !== ""
        ? [`${rule === "load_or_order" ? type : rule} ${bare}`]
        : [];
    });
  const known = new Set(numbers(candidate.references));
  return numbers(invoice.references).some((number) => known.has(number));
}

const drop = (
  { shipmentId, label }: MatchCandidate,
  reason: DropReason,
  words: string,
): DroppedCandidate => ({
  ...{ shipmentId, label, reason, words },
});

/** The first thing in which bill and shipment contradict; what either does not say contradicts nothing. */
function disagreementOf(invoice: CarrierInvoice, candidate: MatchCandidate): DroppedCandidate | null {
  const { status, currency, billTo, terms, settledBy } = candidate;
  const forTruck = invoice.lines.some(({ kind }) => kind === "truck_ordered_not_used");
  if (status === "tender_declined" || (status === "cancelled" && !forTruck))
    return drop(candidate, "status", `the shipment is ${status.replaceAll("_", " ")}`);
  if (currency !== null && currency !== invoice.total.currency)
    return drop(
      candidate,
      "currency",
      `the bill is in ${invoice.total.currency}, the shipment in ${currency}`,
    );
  if (billTo !== null && invoice.billTo !== null && !sameParty(billTo, invoice.billTo))
    return drop(candidate, "bill_to", `the bill is to ${invoice.billTo}, the shipment is paid by ${billTo}`);
  if (terms !== null && invoice.terms !== null && bareName(terms) !== bareName(invoice.terms))
    return drop(candidate, "terms", `the bill says ${invoice.terms}, the tender ${terms}`);
  const adds = invoice.correction === "balance_due" || invoice.correction === "supplemental";
  const isOther = settledBy !== null && bareName(settledBy) !== bareName(invoice.number);
  if (isOther && !adds && invoice.correction !== "corrected")
    return drop(candidate, "already_invoiced", `it was settled by ${settledBy}`);
  return null;
}

/** "Milepost Logistics" and "MILEPOST LOGISTICS, INC." are one party. */
export function sameParty(a: string, b: string): boolean {
  const [one, other] = [bareName(a), bareName(b)];
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length >= 6 && long.startsWith(short));
}

function droppedText(dropped: readonly DroppedCandidate[]): string {
  if (dropped.length === 0) return "";
  const counts = new Map<DropReason, number>();
  for (const { reason } of dropped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts].map(([reason, count]) => `${count === 1 ? "one" : count} ${DROP_WORDS[reason]}`);
  return ` ${dropped.length} dropped: ${parts.join(", ")}.`;
}

function unmatched(
  invoice: CarrierInvoice,
  candidates: readonly MatchCandidate[],
  why: Extract<MatchResult, { matched: false }>["why"],
  words: string,
  dropped: readonly DroppedCandidate[],
  left: readonly MatchCandidate[],
): MatchResult {
  const suggestions = suggestMatches(invoice, candidates);
  return { matched: false, why, words, left: left.map(({ shipmentId }) => shipmentId), dropped, suggestions };
}
