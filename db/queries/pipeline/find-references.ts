import { sql } from "drizzle-orm";
import type { ReferenceHit } from "@/lib/domain/reference/correlate";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

/** Shipments that carry any of these look-up forms, by look-up form. More than `maxPerLookup` shipments of one are cut: a person chooses anyway. */
export async function findReferences(
  db: Executor,
  companyId: number,
  lookups: readonly string[],
  maxPerLookup: number,
): Promise<Map<string, ReferenceHit[]>> {
  const hits = new Map<string, ReferenceHit[]>();
  if (lookups.length === 0) return hits;
  const { rows } = await db.execute<{
    lookup: string;
    type: ReferenceHit["type"];
    scope: string | null;
    shipmentId: string;
  }>(sql`
    select asked.lookup, found.type, found.scope, found.shipment_id as "shipmentId"
    from json_array_elements_text(${jsonParameter(lookups)}::json) as asked(lookup)
    cross join lateral (
      select r.type, r.scope, r.shipment_id from shipment_reference r
      where r.company_id = ${companyId} and r.lookup = asked.lookup collate "C" and r.type <> 'other'
      order by r.type in ('order', 'purchase_order', 'invoice') limit ${maxPerLookup}
    ) as found`);
  for (const { lookup, ...hit } of rows) {
    const known = hits.get(lookup);
    if (known) known.push(hit);
    else hits.set(lookup, [hit]);
  }
  return hits;
}

/** Locks are kept in a table of fixed size that all sessions share; numbers share buckets, so that no batch can fill it. */
const LOCK_BUCKETS = 128;

/** Waits until no other transaction is making a shipment from any of these numbers. Sorted, so that two never wait for each other. */
export async function lockReferences(
  db: Executor,
  companyId: number,
  lookups: readonly string[],
): Promise<void> {
  if (lookups.length === 0) return;
  await db.execute(sql`
    select pg_advisory_xact_lock(${companyId}::integer, bucket) from (
      select distinct abs(hashtext(lookup) % ${LOCK_BUCKETS}) as bucket
      from json_array_elements_text(${jsonParameter(lookups)}::json) as asked(lookup) order by bucket) as buckets`);
}

/** What these shipments carry of the types that are one a shipment, and of deliveries; our own numbers left out. */
export async function findCarried(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
): Promise<Map<string, Pick<ReferenceHit, "type" | "scope">[]>> {
  const carried = new Map<string, Pick<ReferenceHit, "type" | "scope">[]>();
  if (shipmentIds.length === 0) return carried;
  const { rows } = await db.execute<{
    shipmentId: string;
    type: ReferenceHit["type"];
    scope: string | null;
  }>(sql`
    select r.shipment_id as "shipmentId", r.type, r.scope from shipment_reference r join shipment s on s.company_id = r.company_id and s.id = r.shipment_id
    where r.company_id = ${companyId} and r.type in ('shipment', 'load', 'pro', 'delivery_note') and r.value <> s.number
      and r.shipment_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(shipmentIds)}::json)))`);
  for (const { shipmentId, ...reference } of rows)
    carried.set(shipmentId, [...(carried.get(shipmentId) ?? []), reference]);
  return carried;
}
