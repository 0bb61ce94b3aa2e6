import { normaliseReference } from "@/lib/domain/reference/reference";

export const SHORTEST_PREFIX = 3;
const NUMBER = /^(?:SHP)?(\d+)$/;
/** What people say in front of a number when they read it out. Longer words first. */
const SAID_BEFORE =
  /^(?:SHIPMENT|TRACKING|CONTAINER|BOOKING|INVOICE|ORDER|LOAD|PRO|BOL|REF|NR|NO|BL|PO|SO)(?=[A-Z]{0,4}\d)/;

/** The beginning of a shipment number, "SHP-1004", when a look-up form can be one; null otherwise. */
export function numberPrefix(lookup: string): string | null {
  const digits = NUMBER.exec(lookup)?.[1];
  return digits === undefined ? null : `SHP-${digits}`;
}

/**
 * The look-up forms to try for what a person typed, in order: as it stands, then without the word said before the number
 * ("PRO 998 877 120"). Empty when there is nothing to look up.
 */
export function lookupForms(text: string): string[] {
  const whole = normaliseReference(text);
  if (whole === "") return [];
  const bare = whole.replace(SAID_BEFORE, "");
  return bare === whole || bare === "" ? [whole] : [whole, bare];
}
