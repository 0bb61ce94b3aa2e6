import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { overviewDay } from "../../schema/overview";

export interface SumScope {
  readonly companyId: number;
  readonly from: string;
  readonly to: string;
  readonly customer?: string | undefined;
  readonly carrier?: string | undefined;
}

type Column = Exclude<
  keyof typeof overviewDay.$inferSelect,
  "companyId" | "day" | "customer" | "carrier" | "slot"
>;
export type Sums = Record<Column, number>;

const KEYS = ["companyId", "day", "customer", "carrier", "slot"];
const COLUMNS = Object.entries(overviewDay)
  .filter(
    ([key, column]) =>
      !KEYS.includes(key) && typeof column === "object" && column !== null && "name" in column,
  )
  .map(([key, column]) => ({ key: key as Column, name: (column as { name: string }).name }));
const ADDED = sql.raw(
  COLUMNS.map(({ key, name }) => `coalesce(sum(${name}), 0)::float8 as "${key}"`).join(", "),
);

function within({ companyId, from, to, customer, carrier }: SumScope): SQL {
  return sql`company_id = ${companyId} and day between ${from}::date and ${to}::date
    ${customer ? sql`and customer = ${customer}` : sql``} ${carrier ? sql`and carrier = ${carrier}` : sql``}`;
}

/** The sums of some days, one row. */
export async function selectTotals(db: Executor, scope: SumScope): Promise<Sums> {
  const { rows } = await db.execute<Sums & Record<string, unknown>>(
    sql`select ${ADDED} from overview_day where ${within(scope)}`,
  );
  return rows[0] as Sums;
}

/** The sums by day, week (its Monday), customer or carrier. Groups without a name are left out. */
export async function selectGroupedSums(
  db: Executor,
  scope: SumScope,
  by: "day" | "week" | "customer" | "carrier",
  limit: number,
): Promise<({ readonly name: string } & Sums)[]> {
  const name = sql.raw({ day: "day::text", week: "date_trunc('week', day)::date::text" }[by as "day"] ?? by);
  const order = by === "day" || by === "week" ? sql`1` : sql`sum(delivered) desc, sum(tendered) desc, 1`;
  const { rows } = await db.execute<{ name: string } & Sums & Record<string, unknown>>(sql`
    select ${name} as name, ${ADDED} from overview_day where ${within(scope)} and ${name} <> ''
    group by 1 having sum(tendered + pickup_judged + delivered + claims + billed + paid) <> 0 order by ${order} limit ${limit}`);
  return rows;
}

/** The delays of bills by bucket. */
export async function selectInvoiceDelays(
  db: Executor,
  scope: SumScope,
): Promise<{ bound: number; count: number }[]> {
  const { rows } = await db.execute<{ bound: number; count: number }>(sql`
    select bucket_minutes as bound, sum(count)::float8 as count from invoice_delay_day where ${within(scope)} group by 1 having sum(count) > 0`);
  return rows;
}

/** The delays of events by connection and bucket, received since `sinceAt`. */
export async function selectFreshness(
  db: Executor,
  companyId: number,
  sinceAt: Date,
): Promise<{ connectionId: string; bound: number; count: number }[]> {
  const { rows } = await db.execute<{ connectionId: string; bound: number; count: number }>(sql`
    select connection_id as "connectionId", bucket_seconds as bound, sum(count)::float8 as count
    from freshness_hour where company_id = ${companyId} and hour_at >= ${sinceAt.toISOString()}::timestamptz
    group by 1, 2 having sum(count) > 0`);
  return rows;
}
