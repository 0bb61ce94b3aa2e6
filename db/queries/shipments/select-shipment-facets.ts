import { and, eq, ilike } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentFacet } from "../../schema/shipment";

type Facet = (typeof shipmentFacet.$inferSelect)["facet"];

/** The first `limit` customers or carriers there are shipments of, in order, or those that hold `part` of a name. */
export async function selectShipmentFacets(
  db: Executor,
  companyId: number,
  facet: Facet,
  { limit, part }: { readonly limit: number; readonly part?: string },
): Promise<string[]> {
  const rows = await db
    .select({ value: shipmentFacet.value })
    .from(shipmentFacet)
    .where(
      and(
        eq(shipmentFacet.companyId, companyId),
        eq(shipmentFacet.facet, facet),
        part === undefined ? undefined : ilike(shipmentFacet.value, `%${part.replace(/[\\%_]/g, "\\$&")}%`),
      ),
    )
    .orderBy(shipmentFacet.value)
    .limit(limit);
  return rows.map((row) => row.value);
}
