import type { Place } from "../event/draft";
import { normaliseReference } from "../reference/reference";
import { DAY_MS } from "../time/instant";
import type { CarrierInvoice, LocalDay } from "./carrier-invoice";
import { bareName } from "./lane";
import type { MatchCandidate, MatchSuggestion } from "./match";
import { inUnit, type Quantity } from "./quantity";

const MOST = 10;

/**
 * Shipments a bill may be for, likeliest first, for a person to choose from; never a match. A shared number weighs most, then carrier, ends of the
 * lane, date and weight. Between equals the id decides.
 */
export function suggestMatches(
  invoice: CarrierInvoice,
  candidates: readonly MatchCandidate[],
): MatchSuggestion[] {
  return candidates
    .map((candidate) => suggestionOf(invoice, candidate))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.shipmentId < b.shipmentId ? -1 : 1))
    .slice(0, MOST);
}

function suggestionOf(invoice: CarrierInvoice, candidate: MatchCandidate): MatchSuggestion {
  const points: (readonly [number, string] | null)[] = [
    sharesNumber(invoice, candidate) ? [35, "shares a number"] : null,
    candidate.carrier && invoice.carrier && bareName(candidate.carrier) === bareName(invoice.carrier)
      ? [15, "same carrier"]
      : null,
    samePlace(invoice.origin, candidate.origin) ? [12, "same origin"] : null,
    samePlace(invoice.destination, candidate.destination) ? [12, "same destination"] : null,
    byDate(invoice.shippedOn, candidate.shippedOn),
    byWeight(invoice.weight, candidate.weight),
  ];
  const told = points.filter((point) => point !== null);
  return {
    shipmentId: candidate.shipmentId,
    label: candidate.label,
    score: told.reduce((sum, [score]) => sum + score, 0),
    words: told.map(([, words]) => words).join(", "),
  };
}

function sharesNumber(invoice: CarrierInvoice, candidate: MatchCandidate): boolean {
  const known = new Set(candidate.references.map(({ value }) => normaliseReference(value)));
  return invoice.references.some(({ value }) => value !== "" && known.has(normaliseReference(value)));
}

function samePlace(a: Place | null, b: Place | null): boolean {
  if (!a || !b) return false;
  if (a.postalCode && b.postalCode) return bareName(a.postalCode) === bareName(b.postalCode);
  return Boolean(a.city && b.city) && bareName(a.city ?? "") === bareName(b.city ?? "");
}

function byDate(a: LocalDay | null, b: LocalDay | null): readonly [number, string] | null {
  if (a === null || b === null) return null;
  const days = Math.round(Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS);
  if (days === 0) return [14, "same ship date"];
  return days <= 3 ? [8, `ship date ${days} d apart`] : null;
}

/** Within 2% or within 10% of the shipment's weight. */
function byWeight(a: Quantity | null, b: Quantity | null): readonly [number, string] | null {
  const [one, other] = [a && inUnit(a, "kg"), b && inUnit(b, "kg")];
  if (!one || !other || other.top <= 0n) return null;
  const [left, right] = [one.top * other.bottom, other.top * one.bottom];
  const apart = left < right ? right - left : left - right;
  if (apart * 50n <= right) return [12, "same weight"];
  return apart * 10n <= right ? [6, "weight within 10%"] : null;
}
