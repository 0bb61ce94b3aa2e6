import { sql } from "drizzle-orm";
import type { CloseCause, DiscrepancyReason } from "@/lib/domain/stock/discrepancy";
import type { Executor } from "../../client";

export interface DiscrepancyPosition {
  readonly at: string;
  readonly id: string;
}

export interface DiscrepancyNarrowing {
  readonly tab: "open" | "closed";
  readonly connectionId?: string;
  readonly location?: string;
  readonly reason?: DiscrepancyReason;
  /** Part of a product's code or name, or of a location. */
  readonly text?: string;
  /** Of closed ones, those closed since. */
  readonly closedSince: Date;
}

export interface StoredDiscrepancy {
  readonly id: string;
  readonly product: string;
  readonly productName: string | null;
  readonly location: string;
  readonly reason: DiscrepancyReason;
  readonly odooQuantity: string;
  readonly statedQuantity: string;
  readonly difference: string;
  readonly unit: string | null;
  readonly unlisted: boolean;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly odooName: string;
  readonly baseUrl: string | null;
  readonly serverVersion: string | null;
  readonly odooProductId: number | null;
  readonly messageId: string;
  readonly statedAt: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly closedBecause: CloseCause | null;
  /** Place in the order: opened, or closed, as Postgres writes it. */
  readonly position: string;
}

/** Open discrepancies by when they opened, or closed ones by when they closed, newest first, by key on a partial index each. */
export async function selectDiscrepancyPage(
  db: Executor,
  companyId: number,
  narrowing: DiscrepancyNarrowing,
  page: {
    readonly after?: DiscrepancyPosition;
    readonly before?: DiscrepancyPosition;
    readonly limit: number;
  },
): Promise<StoredDiscrepancy[]> {
  const column = sql.raw(narrowing.tab === "open" ? "opened_at" : "closed_at");
  const backwards = page.before !== undefined && page.after === undefined;
  const position = page.after ?? page.before;
  const place = position && sql`(${position.at}::timestamptz, ${position.id}::uuid)`;
  const beyond =
    place && (backwards ? sql`and (${column}, id) > ${place}` : sql`and (${column}, id) < ${place}`);
  const direction = sql.raw(backwards ? "asc" : "desc");
  const { rows } = await db.execute<StoredDiscrepancy & Record<string, unknown>>(sql`
    select d.id, d.product, d.product_name as "productName", d.location, d.reason, trim_scale(d.odoo_quantity)::text as "odooQuantity",
      trim_scale(d.stated_quantity)::text as "statedQuantity", trim_scale(d.stated_quantity - d.odoo_quantity)::text as difference,
      d.unit, d.unlisted, d.connection_id as "connectionId", c.name as "connectionName", o.name as "odooName",
      k.base_url as "baseUrl", k.server_version as "serverVersion", d.odoo_product_id as "odooProductId",
      d.message_id as "messageId", d.stated_at::text as "statedAt", d.opened_at::text as "openedAt", d.closed_at::text as "closedAt",
      d.closed_because as "closedBecause", d.${column}::text as position
    from (select * from stock_discrepancy where company_id = ${companyId} and ${conditionsOf(narrowing)} ${beyond ?? sql``}
      order by ${column} ${direction}, id ${direction} limit ${page.limit}) d
    join connection c on c.id = d.connection_id and c.company_id = ${companyId}
    join connection o on o.id = d.odoo_connection_id and o.company_id = ${companyId}
    left join odoo_connection k on k.company_id = ${companyId} and k.connection_id = d.odoo_connection_id
    order by d.${column} ${direction}, d.id ${direction}`);
  return rows;
}

function conditionsOf({ tab, connectionId, location, reason, text, closedSince }: DiscrepancyNarrowing) {
  const parts = [
    tab === "open" ? sql`closed_at is null` : sql`closed_at >= ${closedSince.toISOString()}::timestamptz`,
  ];
  if (connectionId) parts.push(sql`connection_id = ${connectionId}`);
  if (location) parts.push(sql`location = ${location}`);
  if (reason) parts.push(sql`reason = ${reason}`);
  if (text) {
    const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
    parts.push(sql`(product ilike ${pattern} or product_name ilike ${pattern} or location ilike ${pattern})`);
  }
  return sql.join(parts, sql` and `);
}

/** Locations something is open at, those with most first. */
export async function selectOpenLocations(db: Executor, companyId: number, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ location: string }>(sql`
    select location from (select location from stock_discrepancy where company_id = ${companyId} and closed_at is null
      order by opened_at desc limit 20000) newest
    group by location order by count(*) desc, location limit ${limit}`);
  return rows.map((row) => row.location);
}
