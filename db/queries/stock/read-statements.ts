import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

/** One product as one warehouse names it. */
export interface StatementKey {
  readonly connectionId: string;
  readonly product: string;
}

/** Statements that are due, those waiting longest first, by the product they are of. */
export async function selectDue(
  db: Executor,
  companyId: number,
  now: Date,
  limit: number,
): Promise<{ readonly keys: StatementKey[]; readonly count: number }> {
  const { rows } = await db.execute<StatementKey & { count: number } & Record<string, unknown>>(sql`
    select connection_id as "connectionId", product, count(*)::int as count from (
      select connection_id, product from stock_statement
      where due_at <= ${now.toISOString()}::timestamptz and company_id = ${companyId} order by due_at limit ${limit}) due
    group by connection_id, product`);
  return { keys: rows, count: rows.reduce((sum, row) => sum + row.count, 0) };
}

/** Makes this transaction the only one that compares for a company. False: another does. `waits` until it is. */
export async function takeComparison(db: Executor, companyId: number, waits: boolean): Promise<boolean> {
  const { rows } = await db.execute<{ taken: boolean }>(
    waits
      ? sql`select pg_advisory_xact_lock(hashtext('stock comparison'), ${companyId}) is not null as taken`
      : sql`select pg_try_advisory_xact_lock(hashtext('stock comparison'), ${companyId}) as taken`,
  );
  return rows[0]?.taken ?? false;
}

/** All products with a statement, by key. */
export async function selectKeysAfter(
  db: Executor,
  companyId: number,
  after: StatementKey | null,
  limit: number,
): Promise<StatementKey[]> {
  const { rows } = await db.execute<StatementKey & Record<string, unknown>>(sql`
    select connection_id as "connectionId", product from stock_statement where company_id = ${companyId}
      ${after ? sql`and (connection_id, product) > (${after.connectionId}::uuid, ${after.product})` : sql``}
    group by connection_id, product order by connection_id, product limit ${limit}`);
  return rows;
}

export interface StoredStatement extends StatementKey {
  readonly location: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly statedAt: Date;
  readonly messageId: string;
  readonly unlisted: boolean;
  readonly differsSince: Date | null;
  readonly dueAt: Date | null;
}

const keyRows = (keys: readonly StatementKey[]) =>
  sql`(select distinct connection_id, product from json_to_recordset(${jsonParameter(
    keys.map(({ connectionId, product }) => ({ connection_id: connectionId, product })),
  )}::json) as k(connection_id uuid, product text))`;

/** Every statement of these products, in key order. */
export async function selectStatements(
  db: Executor,
  companyId: number,
  keys: readonly StatementKey[],
): Promise<StoredStatement[]> {
  const { rows } = await db.execute<StoredStatement & Record<string, unknown>>(sql`
    select s.connection_id as "connectionId", s.product, s.location, s.quantity::text as quantity, s.unit, s.stated_at as "statedAt",
      s.message_id as "messageId", s.unlisted, s.differs_since as "differsSince", s.due_at as "dueAt"
    from ${keyRows(keys)} k join stock_statement s on s.company_id = ${companyId} and s.connection_id = k.connection_id
      and s.product = k.product
    order by s.connection_id, s.product, s.location`);
  return rows.map((row) => ({
    ...row,
    statedAt: new Date(row.statedAt),
    differsSince: row.differsSince && new Date(row.differsSince),
    dueAt: row.dueAt && new Date(row.dueAt),
  }));
}

export interface OpenDiscrepancy extends StatementKey {
  readonly odooConnectionId: string;
  /** Odoo's name of the place, or the warehouse's code where Odoo has none. */
  readonly location: string;
}

export async function selectOpenDiscrepancies(
  db: Executor,
  companyId: number,
  keys: readonly StatementKey[],
): Promise<OpenDiscrepancy[]> {
  const { rows } = await db.execute<OpenDiscrepancy & Record<string, unknown>>(sql`
    select d.odoo_connection_id as "odooConnectionId", d.connection_id as "connectionId", d.product, d.location
    from stock_discrepancy d join ${keyRows(keys)} k on k.connection_id = d.connection_id and k.product = d.product
    where d.company_id = ${companyId} and d.closed_at is null`);
  return rows;
}
