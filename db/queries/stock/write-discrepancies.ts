import { sql } from "drizzle-orm";
import type { CloseCause, DiscrepancyReason } from "@/lib/domain/stock/discrepancy";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { OpenDiscrepancy, StatementKey } from "./read-statements";

export interface DiscrepancyRow extends OpenDiscrepancy {
  /** Used when it opens. */
  readonly id: string;
  readonly productName: string | null;
  readonly odooProductId: number | null;
  readonly reason: DiscrepancyReason;
  readonly unit: string | null;
  readonly unlisted: boolean;
  /** Decimal strings. */
  readonly odooQuantity: string;
  readonly statedQuantity: string;
  readonly tolerance: string;
  readonly statedAt: Date;
  readonly messageId: string;
}

const COLUMNS = [
  "product_name",
  "odoo_product_id",
  "reason",
  "unit",
  "unlisted",
  "odoo_quantity",
  "stated_quantity",
  "tolerance",
  "stated_at",
  "message_id",
] as const;

const columns = (prefix: string) => sql.raw(COLUMNS.map((name) => `${prefix}${name}`).join(", "));

/** Opens these, or brings the open ones up to date; one that says the same already is left as it is. */
export async function openDiscrepancies(
  db: Executor,
  companyId: number,
  given: readonly DiscrepancyRow[],
  now: Date,
): Promise<void> {
  if (given.length === 0) return;
  const rows = given.map((row) => ({
    id: row.id,
    odoo_connection_id: row.odooConnectionId,
    connection_id: row.connectionId,
    product: row.product,
    location: row.location,
    product_name: row.productName,
    odoo_product_id: row.odooProductId,
    reason: row.reason,
    unit: row.unit,
    unlisted: row.unlisted,
    odoo_quantity: row.odooQuantity,
    stated_quantity: row.statedQuantity,
    tolerance: row.tolerance,
    stated_at: row.statedAt.toISOString(),
    message_id: row.messageId,
  }));
  await db.execute(sql`
    insert into stock_discrepancy as d (company_id, id, odoo_connection_id, connection_id, product, location, opened_at, changed_at, ${columns("")})
    select ${companyId}, id, odoo_connection_id, connection_id, product, location, ${now.toISOString()}::timestamptz,
      ${now.toISOString()}::timestamptz, ${columns("")}
    from json_to_recordset(${jsonParameter(rows)}::json) as given(id uuid, odoo_connection_id uuid, connection_id uuid, product text,
      location text, product_name text, odoo_product_id bigint, reason text, unit text, unlisted boolean, odoo_quantity numeric,
      stated_quantity numeric, tolerance numeric, stated_at timestamptz, message_id uuid)
    on conflict (company_id, odoo_connection_id, connection_id, product, location) where closed_at is null
    do update set (changed_at, ${columns("")}) = row (excluded.changed_at, ${columns("excluded.")})
    where (${columns("d.")}) is distinct from (${columns("excluded.")})`);
}

export interface ClosedDiscrepancy extends OpenDiscrepancy {
  readonly because: CloseCause;
}

/** Closes these. The quantities stay what they last differed by. */
export async function closeDiscrepancies(
  db: Executor,
  companyId: number,
  given: readonly ClosedDiscrepancy[],
  now: Date,
): Promise<void> {
  if (given.length === 0) return;
  const rows = given.map((row) => ({
    odoo_connection_id: row.odooConnectionId,
    connection_id: row.connectionId,
    product: row.product,
    location: row.location,
    because: row.because,
  }));
  await db.execute(sql`
    update stock_discrepancy d set closed_at = ${now.toISOString()}::timestamptz, changed_at = ${now.toISOString()}::timestamptz,
      closed_because = given.because
    from json_to_recordset(${jsonParameter(rows)}::json) as given(odoo_connection_id uuid, connection_id uuid, product text, location text,
      because text)
    where d.company_id = ${companyId} and d.closed_at is null and d.odoo_connection_id = given.odoo_connection_id
      and d.connection_id = given.connection_id and d.product = given.product and d.location = given.location`);
}

export interface StatementMark extends StatementKey {
  readonly location: string;
  /** As it was when the statement was read. */
  readonly wasDueAt: Date | null;
  readonly differsSince: Date | null;
  readonly dueAt: Date | null;
}

/** Remembers of each statement what its comparison found and when to look again. One that was said anew meanwhile stays due. */
export async function markCompared(
  db: Executor,
  companyId: number,
  marks: readonly StatementMark[],
  now: Date,
): Promise<void> {
  if (marks.length === 0) return;
  const rows = marks.map((row) => ({
    connection_id: row.connectionId,
    product: row.product,
    location: row.location,
    was_due_at: row.wasDueAt,
    differs_since: row.differsSince,
    due_at: row.dueAt,
  }));
  await db.execute(sql`
    update stock_statement s set compared_at = ${now.toISOString()}::timestamptz, differs_since = given.differs_since, due_at = given.due_at
    from json_to_recordset(${jsonParameter(rows)}::json) as given(connection_id uuid, product text, location text,
      was_due_at timestamptz, differs_since timestamptz, due_at timestamptz)
    where s.company_id = ${companyId} and s.connection_id = given.connection_id and s.product = given.product
      and s.location = given.location and s.due_at is not distinct from given.was_due_at`);
}
