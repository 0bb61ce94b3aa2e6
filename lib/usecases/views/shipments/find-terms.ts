import { normaliseReference } from "@/lib/domain/reference/reference";

export const SHORTEST_PREFIX = 3;
const NUMBER = /^(?:SHP)?(\d+)$/;
/** What people say in front of a number when they read it out. Longer words first. */
const SAID_BEFORE = /^(SHIPMENT|TRACKING|CONTAINER|BOOKING|INVOICE|ORDER|LOAD|PRO|BOL|REF)(?=[A-Z]{0,4}\d)/;

/** One way to read what was typed. */
export interface FindTerm {
  readonly lookup: string;
  /** The beginning of a shipment number it can be, "SHP-1004"; null when it can't. */
  readonly number: string | null;
}

/** The beginning of a shipment number when a look-up form can be one; null otherwise. */
export function numberPrefix(lookup: string): string | null {
  const digits = NUMBER.exec(lookup)?.[1];
  return digits === undefined ? null : `SHP-${digits}`;
}

/**
 * What to try for what a person typed, in order: as it stands, then without the word said before the number
 * ("PRO 998 877 120"). "Order 10412" is never read as shipment 10412. Empty when there is nothing to look up.
 */
export function findTerms(text: string): FindTerm[] {
  const whole = normaliseReference(text);
  if (whole === "") return [];
  const terms = [{ lookup: whole, number: numberPrefix(whole) }];
  const said = SAID_BEFORE.exec(whole)?.[1];
  if (said) {
    const lookup = whole.slice(said.length);
    terms.push({ lookup, number: said === "SHIPMENT" ? numberPrefix(lookup) : null });
  }
  return terms;
}
