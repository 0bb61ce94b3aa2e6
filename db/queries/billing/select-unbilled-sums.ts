import { type SQL, sql } from "drizzle-orm";
import type { BillingStanding, OpenPart } from "@/lib/domain/billing/unbilled";
import type { Executor } from "../../client";
import type { UnbilledList, UnbilledNarrowing } from "./select-unbilled";

const AWAY = sql`('in_transit', 'consolidated')`;
/** The lists as the sums know them; says the same as `openTab`, and a test compares every sum with its list. */
const LISTS: Readonly<Record<UnbilledList, SQL>> = {
  unbilled: sql`part in ('delivered', 'draft') and standing not in ${AWAY}`,
  drafts: sql`part = 'draft'`,
  credits: sql`part in ('credit', 'credit_draft')`,
  ordered: sql`part = 'ordered'`,
  waiting: sql`part in ('delivered', 'draft', 'in_transit') and standing in ${AWAY}`,
};

export interface UnbilledGroup {
  readonly part: OpenPart;
  readonly standing: BillingStanding;
  /** Whole periods of 24 h. */
  readonly ageDays: number;
  readonly currency: string;
  readonly companyCurrency: string;
  readonly orders: number;
  readonly deliveries: number;
  readonly amountMinor: number;
  readonly companyAmountMinor: number;
  readonly unvalued: number;
  /** Company amounts times the hours they have waited, added up; an integer as text. */
  readonly minorHours: string;
}

const SUMS = sql.raw(
  Object.entries({
    orders: "orders",
    deliveries: "deliveries",
    amountMinor: "amount_minor",
    companyAmountMinor: "company_amount_minor",
    unvalued: "unvalued",
  })
    .map(([as, name]) => `sum(${name})::float8 as "${as}"`)
    .join(", "),
);

/** The kept sums of a list by standing, age and currency. `asOf` is a whole hour. */
export async function selectUnbilledSums(
  db: Executor,
  companyId: number,
  { list, customer, currency }: Pick<UnbilledNarrowing, "list" | "customer" | "currency">,
  asOf: Date,
): Promise<UnbilledGroup[]> {
  const at = sql`${asOf.toISOString()}::timestamptz`;
  const hours = sql`greatest(0, extract(epoch from ${at} - since_hour) / 3600)::bigint`;
  const { rows } = await db.execute<UnbilledGroup & Record<string, unknown>>(sql`
    select part, standing, (${hours} / 24)::int as "ageDays", currency, company_currency as "companyCurrency", ${SUMS},
      sum(company_amount_minor::numeric * ${hours})::text as "minorHours"
    from unbilled_sum where company_id = ${companyId} and ${LISTS[list]}
      ${customer ? sql`and customer = ${customer}` : sql``} ${currency ? sql`and currency = ${currency}` : sql``}
    group by part, standing, 3, currency, company_currency having sum(orders) <> 0`);
  return rows;
}

/** How many rows each list has. */
export async function countUnbilledLists(
  db: Executor,
  companyId: number,
): Promise<Record<UnbilledList, number>> {
  const counts = Object.entries(LISTS).map(
    ([list, condition]) =>
      sql`coalesce(sum(orders) filter (where ${condition}), 0)::float8 as ${sql.raw(list)}`,
  );
  const { rows } = await db.execute<Record<UnbilledList, number>>(sql`
    select ${sql.join(counts, sql`, `)} from unbilled_sum where company_id = ${companyId}`);
  return rows[0] as Record<UnbilledList, number>;
}

/** Customers and currencies a list has, those with most first. */
export async function selectUnbilledChoices(
  db: Executor,
  companyId: number,
  list: UnbilledList,
  limit: number,
): Promise<{ customers: string[]; currencies: string[] }> {
  const choices = async (column: SQL) => {
    const { rows } = await db.execute<{ value: string }>(sql`
      select ${column} as value from unbilled_sum where company_id = ${companyId} and ${LISTS[list]} and ${column} <> ''
      group by 1 having sum(orders) > 0 order by sum(orders) desc, 1 limit ${limit}`);
    return rows.map(({ value }) => value);
  };
  return { customers: await choices(sql`customer`), currencies: await choices(sql`currency`) };
}

export interface UnbilledDayRow {
  readonly day: string;
  readonly companyCurrency: string;
  readonly orders: number;
  readonly amountMinor: number;
}

/** What a list came to at the end of each day since, in the companies' currencies, oldest first. */
export async function selectUnbilledDays(
  db: Executor,
  companyId: number,
  list: UnbilledList,
  sinceDay: string,
): Promise<UnbilledDayRow[]> {
  const { rows } = await db.execute<UnbilledDayRow & Record<string, unknown>>(sql`
    select day::text, company_currency as "companyCurrency", sum(orders)::float8 as orders, sum(company_amount_minor)::float8 as "amountMinor"
    from unbilled_day where company_id = ${companyId} and day >= ${sinceDay}::date and ${LISTS[list]} group by day, company_currency order by day`);
  return rows;
}

/** Orders still to be looked at (counted up to `limit`), and those that can't be. */
export async function selectUnbilledLag(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<{ waiting: number; unreadable: number; hasOdoo: boolean }> {
  const { rows } = await db.execute<{ waiting: number; unreadable: number; hasOdoo: boolean }>(sql`
    select count(*) filter (where failure is null)::int as waiting, count(failure)::int as unreadable,
      exists (select from odoo_connection where company_id = ${companyId}) as "hasOdoo"
    from (select failure from unbilled_mark where company_id = ${companyId} limit ${limit}) m`);
  return rows[0] ?? { waiting: 0, unreadable: 0, hasOdoo: false };
}
