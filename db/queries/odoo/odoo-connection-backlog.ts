import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import type { OdooOwner } from "./odoo-connection";

export interface OdooBacklog {
  /** Deliveries and receipts that changed and are not told yet. */
  readonly deliveries: number;
  readonly oldestDelivery: string | null;
  /** Of these, those that could not be told. */
  readonly failedDeliveries: number;
  readonly pending: number;
  readonly uncertain: number;
  readonly rejected: number;
  readonly oldestOpenCommand: string | null;
}

/** What waits between one Odoo and the timeline, either way; nothing counted beyond `limit`. */
export async function selectOdooBacklog(
  db: Executor,
  { companyId, connectionId, limit }: OdooOwner & { readonly limit: number },
): Promise<OdooBacklog> {
  const { rows } = await db.execute<OdooBacklog & Record<string, unknown>>(sql`
    with waiting as (
      select dirty_at, failure from odoo_delivery where company_id = ${companyId} and connection_id = ${connectionId}
        and dirty_at is not null limit ${limit}
    ), open as (
      select state, requested_at from command where company_id = ${companyId} and connection_id = ${connectionId}
        and state in ('pending', 'sent', 'uncertain', 'rejected') limit ${limit}
    )
    select (select count(*)::int from waiting) as deliveries, (select min(dirty_at)::text from waiting) as "oldestDelivery",
      (select count(*)::int from waiting where failure is not null) as "failedDeliveries",
      count(*) filter (where state in ('pending', 'sent'))::int as pending, count(*) filter (where state = 'uncertain')::int as uncertain,
      count(*) filter (where state = 'rejected')::int as rejected,
      (min(requested_at) filter (where state <> 'rejected'))::text as "oldestOpenCommand" from open`);
  const [row] = rows;
  if (!row) throw new Error("a count came back without a row");
  return row;
}
