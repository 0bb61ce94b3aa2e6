/** Kinds of numbers that name something. The order is the order in which correlation trusts them (strongest first). */
export const REFERENCE_TYPES = [
  "shipment",
  "load",
  "delivery_note",
  "pro",
  "tracking",
  "bol",
  "sscc",
  "container",
  "booking",
  "order",
  "purchase_order",
  "invoice",
  "other",
] as const;
export type ReferenceType = (typeof REFERENCE_TYPES)[number];

/** One number as a partner wrote it. `scope` is the party it is unique within (carrier SCAC, sender id), when known. */
export interface Reference {
  readonly type: ReferenceType;
  readonly value: string;
  readonly scope?: string;
}

/** Look-up form of a reference: letters and digits only, upper case, leading zeros kept. Empty when nothing is left. */
export function normaliseReference(value: string): string {
  // Most numbers are in this form already, and this runs for every number of every event.
  if (/^[0-9A-Z]*$/.test(value)) return value;
  return value
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
}
