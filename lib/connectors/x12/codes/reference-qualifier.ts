import type { ReferenceType } from "@/lib/domain/reference/reference";
import { lookup } from "./lookup";

/**
 * Reference qualifiers to our reference types. A qualifier that is in neither table makes a reference of type `other`.
 * Source: ASC X12 element 128 (L11-02, N9-01, REF-01, B10-05, MAN-01 where shared), releases 003060 to 008010.
 */
const TYPE_OF_QUALIFIER: Readonly<Record<string, ReferenceType>> = {
  SI: "shipment",
  LO: "load",
  CN: "pro",
  FR: "pro",
  "2I": "tracking",
  "08": "tracking",
  "97": "tracking",
  AW: "bol",
  BL: "bol",
  BM: "bol",
  HWB: "bol",
  MB: "bol",
  MWB: "bol",
  OB: "bol",
  TB: "bol",
  BN: "booking",
  OC: "container",
  DJ: "delivery_note",
  PK: "delivery_note",
  CO: "order",
  DO: "order",
  IL: "order",
  ON: "order",
  OQ: "order",
  SO: "order",
  VN: "order",
  "1V": "order",
  WO: "order",
  OP: "purchase_order",
  PO: "purchase_order",
  IK: "invoice",
  IN: "invoice",
  IV: "invoice",
};

/**
 * Qualifiers that describe instead of naming a thing (vessel and voyage, tax registrations, stop and division numbers, dates,
 * versions): a lookup by their value would tie strangers together, so they make no reference.
 */
const DESCRIBES_ONLY: ReadonlySet<string> = new Set(
  "11 19 1Z 23 34 55 6W 6Y 86 ABS D2 DK DP E9 GT IA IT LU MR PA QN SQ TJ TS V3 VR VT WU".split(" "),
);

/**
 * Our type of a reference qualifier.
 *
 * @returns null for qualifiers that name nothing; `other` for those we don't know
 */
export function referenceTypeOf(qualifier: string): ReferenceType | null {
  if (DESCRIBES_ONLY.has(qualifier)) return null;
  return lookup(TYPE_OF_QUALIFIER, qualifier) ?? "other";
}
