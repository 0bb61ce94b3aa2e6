import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { countedShipments, TOUCH } from "../shipments/counted-shipments";
import type { SumScope } from "./select-sums";

const ofNames = ({ customer, carrier }: Pick<SumScope, "customer" | "carrier">) =>
  sql`${customer ? sql`and customer = ${customer}` : sql``} ${carrier ? sql`and carrier = ${carrier}` : sql``}`;

/** Promises that run out until `until`, up to a limit. */
export async function countDueClocks(
  db: Executor,
  scope: Pick<SumScope, "companyId" | "customer" | "carrier">,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from unnest(array['open', 'at_risk']) as each(state) join lateral (
        select 1 from clock c where c.company_id = ${scope.companyId} and c.state = each.state
          and c.due_at >= ${now.toISOString()}::timestamptz and c.due_at < ${until.toISOString()}::timestamptz ${ofNames(scope)}
        limit ${limit}) as due on true limit ${limit}) as found`);
  return rows[0]?.n ?? 0;
}

/** The lowest board key from `keyFrom` on: the shipment that presses most of its level. */
export async function firstBoardKey(
  db: Executor,
  scope: Pick<SumScope, "companyId" | "customer" | "carrier">,
  keyFrom: number,
  keyBefore: number,
): Promise<number | null> {
  const { rows } = await db.execute<{ key: string | null }>(sql`
    select board_key as key from shipment_state where company_id = ${scope.companyId} and board_key >= ${keyFrom} and board_key < ${keyBefore}
      ${ofNames(scope)} order by board_key, shipment_id limit 1`);
  return rows[0]?.key == null ? null : Number(rows[0].key);
}

/** False when the oldest shipment was never measured: it came before there was an overview, and a rebuild has to count it. The oldest is taken first: asked of every row, the planner reads all measures. */
export async function isOldestMeasured(db: Executor, companyId: number): Promise<boolean> {
  const { rows } = await db.execute<{ measured: boolean }>(sql`
    select exists (select from shipment_measure m where m.company_id = oldest.company_id and m.shipment_id = oldest.id) as measured
    from (select company_id, id from shipment where company_id = ${companyId} order by id limit 1) oldest`);
  return rows[0]?.measured ?? true;
}

/** Shipments by stage that are not over, under these names; looks at so many at most. */
export async function countStages(
  db: Executor,
  scope: Pick<SumScope, "companyId" | "customer" | "carrier">,
  limit: number,
): Promise<{ stage: string; count: number }[]> {
  const { rows } = await db.execute<{ stage: string; count: number }>(sql`
    select stage, count(*)::int as count from (
      select stage from shipment_state where company_id = ${scope.companyId} and stage not in ('closed', 'cancelled')
        ${ofNames(scope)} limit ${limit}) as found group by 1`);
  return rows;
}

/** Open and acknowledged exceptions, and connections that fell silent. */
export async function selectSilentConnections(
  db: Executor,
  companyId: number,
): Promise<{ label: string; sinceAt: string }[]> {
  const { rows } = await db.execute<{ label: string; sinceAt: string }>(sql`
    select subject_label as label, to_char(since_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "sinceAt" from exception
    where company_id = ${companyId} and kind = 'connection_silent' and state = any(array['open', 'acknowledged'])
    order by since_at limit 3`);
  return rows;
}

/** Kept counts of exceptions by state. */
export async function selectExceptionStates(db: Executor, companyId: number): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ key: string; n: number }>(sql`
    select key, sum(count)::float8 as n from exception_count where company_id = ${companyId} and key like 'state:%' group by 1`);
  return new Map(rows.map(({ key, n }) => [key.slice("state:".length), n]));
}

/** Opened, and closed and still closed, on each local day: a range of an index each, a day without anything too. */
export async function selectExceptionDays(
  db: Executor,
  scope: SumScope,
  zone: string,
): Promise<{ day: string; opened: number; closed: number }[]> {
  const within = (at: "opened_at" | "resolved_at") => sql`(
    select count(*)::int from exception where company_id = ${scope.companyId} and ${sql.raw(at)} >= "from" and ${sql.raw(at)} < until ${ofNames(scope)})`;
  const { rows } = await db.execute<{ day: string; opened: number; closed: number }>(sql`
    select day::date::text as day, ${within("opened_at")} as opened, ${within("resolved_at")} as closed
    from generate_series(${scope.from}::timestamp, ${scope.to}::timestamp, '1 day') as day
    cross join lateral (select day at time zone ${zone} as "from", (day + interval '1 day') at time zone ${zone} as until) as bounds
    order by 1`);
  return rows;
}

/** How many shipments a number counts that no kept sum holds: those a person stepped into. */
export async function countTouched(
  db: Executor,
  scope: SumScope,
  what: "billed_touched" | "paid_touched",
): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from shipment_measure where company_id = ${scope.companyId}
      and shipment_id in (${countedShipments(scope.companyId, { what, from: scope.from, to: scope.to })}) ${ofNames(scope)}`);
  return rows[0]?.n ?? 0;
}

/** What people decided or did, of the whole company. */
export async function countTouches(
  db: Executor,
  { companyId, from, to }: SumScope,
  zone: string,
): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from audit_log a where a.company_id = ${companyId} and ${TOUCH}
      and a.at >= ${from}::date::timestamp at time zone ${zone} and a.at < (${to}::date + 1)::timestamp at time zone ${zone}`);
  return rows[0]?.n ?? 0;
}
