import { type SQL, sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { columnNames, jsonParameter } from "../../json";
import type { unbilledOrder } from "../../schema/billing";
import type { OdooOwner } from "../odoo/odoo-connection";

export type UnbilledRow = Omit<typeof unbilledOrder.$inferSelect, "companyId" | "connectionId">;

export interface MarkedOrder extends OdooOwner {
  readonly orderId: number;
}

/** Orders to look at again, longest waiting first, locked until commit; those another worker has are left to it. */
export async function claimMarks(tx: Transaction, limit: number, now: Date): Promise<MarkedOrder[]> {
  const { rows } = await tx.execute<MarkedOrder & Record<string, unknown>>(sql`
    select company_id as "companyId", connection_id as "connectionId", order_id::float8 as "orderId" from unbilled_mark
    where retry_at is null or retry_at <= ${now}::timestamptz order by marked_at limit ${limit} for update skip locked`);
  return rows;
}

/** Takes these off the list. */
export async function clearMarks(
  tx: Transaction,
  owner: OdooOwner,
  orderIds: readonly number[],
): Promise<void> {
  await tx.execute(sql`delete from unbilled_mark where ${owned(owner)} and order_id ${among(orderIds)}`);
}

/** Keeps that an order can't be looked at, and why: it stays on the list. */
export async function noteUnreadable(
  tx: Transaction,
  owner: OdooOwner,
  failed: readonly { readonly orderId: number; readonly failure: string }[],
  retryAt: Date,
): Promise<void> {
  if (failed.length === 0) return;
  await tx.execute(sql`
    update unbilled_mark m set failure = g.failure, retry_at = ${retryAt}::timestamptz
    from json_to_recordset(${jsonParameter(failed.map(columnNames))}::json) as g(order_id bigint, failure text)
    where ${owned(owner)} and m.order_id = g.order_id`);
}

const owned = ({ companyId, connectionId }: OdooOwner) =>
  sql`company_id = ${companyId} and connection_id = ${connectionId}`;
const among = (ids: readonly number[]) =>
  sql`= any(array(select value::bigint from json_array_elements_text(${jsonParameter(ids)}::json)))`;

const TYPES: readonly (readonly [name: string, type: string])[] = [
  ["order_id", "bigint"],
  ["part", "text"],
  ["currency", "text"],
  ["tab", "text"],
  ["order_name", "text"],
  ["customer", "text"],
  ["amount_minor", "bigint"],
  ["company_currency", "text"],
  ["company_amount_minor", "bigint"],
  ["rate", "text"],
  ["rate_on", "date"],
  ["standing", "text"],
  ["blockers", "jsonb"],
  ["since_at", "timestamptz"],
  ["clock_start_at", "timestamptz"],
  ["lines", "integer"],
  ["deliveries", "jsonb"],
  ["delivery_count", "integer"],
  ["move_ids", "jsonb"],
  ["recheck_at", "timestamptz"],
];
const NAMES = TYPES.map(([name]) => name);
const COLUMNS = sql.raw(NAMES.join(", "));
const TYPED = sql.raw(TYPES.map((pair) => pair.join(" ")).join(", "));
const ASSIGNED = sql.raw(NAMES.map((name) => `${name} = excluded.${name}`).join(", "));

/** The hour the waiting began, rounded up, so that whole hours of age by it and by the row agree. */
const SINCE_HOUR = `date_bin('1 hour', since_at + interval '1 hour' - interval '1 microsecond', timestamptz '1970-01-01 00:00Z')`;
const SUM_KEY = "part, standing, since_hour, customer, currency, company_currency";
const SUMS = ["orders", "deliveries", "amount_minor", "company_amount_minor", "unvalued"];

/** What rows (with a `step` of 1 or −1) add to the kept sums. */
const summed = (companyId: number, rows: SQL) => sql`
  select ${companyId}::integer, part, standing, ${sql.raw(SINCE_HOUR)} as since_hour, customer, currency, company_currency, sum(step)::bigint,
    sum(step * delivery_count)::bigint, sum(step * amount_minor)::bigint, coalesce(sum(step * company_amount_minor), 0)::bigint,
    sum(step * (company_amount_minor is null)::int)::bigint
  from ${rows} as r group by 2, 3, 4, 5, 6, 7`;
const INTO_SUMS = sql.raw(`insert into unbilled_sum as kept (company_id, ${SUM_KEY}, ${SUMS.join(", ")})`);

/** Puts what these orders have open in place of what was held of them; the kept sums change with it in the same statement. */
export async function writeUnbilled(
  tx: Transaction,
  owner: OdooOwner,
  orderIds: readonly number[],
  rows: readonly UnbilledRow[],
): Promise<void> {
  const { companyId, connectionId } = owner;
  const given = jsonParameter(rows.map((row) => columnNames(row)));
  await tx.execute(sql`
    with was as materialized (select ${COLUMNS} from unbilled_order where ${owned(owner)} and order_id ${among(orderIds)}),
    given as materialized (select * from json_to_recordset(${given}::json) as g(${TYPED})),
    gone as (
      delete from unbilled_order u where ${owned(owner)} and u.order_id ${among(orderIds)}
        and not exists (select from given g where (g.order_id, g.part, g.currency) = (u.order_id, u.part, u.currency))),
    written as (
      insert into unbilled_order (company_id, connection_id, ${COLUMNS})
      select ${companyId}::integer, ${connectionId}::uuid, ${COLUMNS} from (select * from given except select * from was) as changed order by order_id, part, currency
      on conflict (company_id, connection_id, order_id, part, currency) do update set ${ASSIGNED})
    ${INTO_SUMS} select * from (${summed(companyId, sql`(select 1 as step, * from given union all select -1, * from was)`)}) as s (
      company_id, ${sql.raw(SUM_KEY)}, ${sql.raw(SUMS.join(", "))})
    where ${sql.raw(SUMS.map((name) => `s.${name} <> 0`).join(" or "))} order by ${sql.raw(SUM_KEY)}
    on conflict (company_id, ${sql.raw(SUM_KEY)}) do update set ${sql.raw(SUMS.map((name) => `${name} = kept.${name} + excluded.${name}`).join(", "))}`);
}

/** Counts the kept sums of a company anew from its rows. Waits for writers under way; those that follow add to the result. */
export async function recountUnbilled(tx: Transaction, companyId: number): Promise<void> {
  await tx.execute(sql`lock table unbilled_sum in share row exclusive mode`);
  await tx.execute(sql`delete from unbilled_sum where company_id = ${companyId}`);
  await tx.execute(sql`${INTO_SUMS}
    ${summed(companyId, sql`(select 1 as step, * from unbilled_order where company_id = ${companyId})`)}`);
}

/** Drops sums that have become nothing, and keeps what is open now as the last word on this day of the company. */
export async function keepUnbilledDay(db: Executor, companyId: number, day: string): Promise<void> {
  await db.execute(sql`
    delete from unbilled_sum where company_id = ${companyId} and ${sql.raw(SUMS.map((name) => `${name} = 0`).join(" and "))}`);
  await db.execute(sql`
    with now as (
      select part, standing, currency, company_currency, ${sql.raw(SUMS.map((name) => `sum(${name})::bigint as ${name}`).join(", "))}
      from unbilled_sum where company_id = ${companyId} group by 1, 2, 3, 4),
    gone as (
      delete from unbilled_day d where d.company_id = ${companyId} and d.day = ${day}::date and not exists (
        select from now n where (n.part, n.standing, n.currency, n.company_currency) = (d.part, d.standing, d.currency, d.company_currency)))
    insert into unbilled_day (company_id, day, part, standing, currency, company_currency, ${sql.raw(SUMS.join(", "))})
    select ${companyId}::integer, ${day}::date, * from now order by part, standing, currency, company_currency
    on conflict (company_id, day, part, standing, currency, company_currency) do update set
      ${sql.raw(SUMS.map((name) => `${name} = excluded.${name}`).join(", "))}`);
}
