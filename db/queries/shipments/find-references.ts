import { and, asc, eq, gte, lt } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentReference } from "../../schema/shipment";

/** No text we keep sorts after it: U+10FFFF, in the byte order of collation "C". */
export const AFTER_EVERY_TEXT = "\u{10FFFF}";

const found = {
  shipmentId: shipmentReference.shipmentId,
  type: shipmentReference.type,
  value: shipmentReference.value,
  lookup: shipmentReference.lookup,
};

/** References that are exactly `lookup`. An index look-up: the key begins with (company, lookup). */
export async function findReferences(db: Executor, companyId: number, lookup: string, limit: number) {
  return db
    .select(found)
    .from(shipmentReference)
    .where(and(eq(shipmentReference.companyId, companyId), eq(shipmentReference.lookup, lookup)))
    .orderBy(asc(shipmentReference.type), asc(shipmentReference.shipmentId))
    .limit(limit);
}

/** References that begin with `lookup`, in order. A range, because LIKE with a parameter loses the index. */
export async function findReferencesByPrefix(db: Executor, companyId: number, lookup: string, limit: number) {
  return db
    .select(found)
    .from(shipmentReference)
    .where(
      and(
        eq(shipmentReference.companyId, companyId),
        gte(shipmentReference.lookup, lookup),
        lt(shipmentReference.lookup, lookup + AFTER_EVERY_TEXT),
      ),
    )
    .orderBy(asc(shipmentReference.lookup), asc(shipmentReference.type), asc(shipmentReference.shipmentId))
    .limit(limit);
}
