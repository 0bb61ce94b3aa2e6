import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Executor } from "../../client";

/** The shipments behind a number of overview or scorecard: what it counts, and the first and last day, both included. */
export interface CountedNarrowing {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** Looked up beforehand, see `areFewCounted`: whether to start from what is counted or to walk the board. */
  readonly isFew: boolean;
}

/** So many rows are looked up one by one faster than a board of a million is walked past those that do not count. */
const FEW = 20_000;

/** The day each counts on, and which of that day. The sums in `overview_day` say the same, see `measures.ts`; a test compares them. */
const CONDITIONS: Readonly<Record<string, readonly [day: string, which: string]>> = {
  tendered: ["tender_day", "true"],
  tender_accepted: ["tender_day", "tender_answer = 'accepted'"],
  tender_declined: ["tender_day", "tender_answer = 'declined'"],
  tender_unanswered: ["tender_day", "tender_answer is null"],
  pickup_judged: ["pickup_day", "on_time_pickup is not null"],
  pickup_on_time: ["pickup_day", "on_time_pickup"],
  pickup_late: ["pickup_day", "not on_time_pickup"],
  delivered: ["delivered_day", "true"],
  delivery_judged: ["delivered_day", "on_time_delivery is not null"],
  on_time: ["delivered_day", "on_time_delivery"],
  late: ["delivered_day", "not on_time_delivery"],
  late_carrier: ["delivered_day", "not on_time_delivery and fault_party = 'carrier'"],
  late_other: ["delivered_day", "not on_time_delivery and fault_party not in ('carrier', 'unknown')"],
  late_unknown: ["delivered_day", "not on_time_delivery and fault_party = 'unknown'"],
  otif: ["delivered_day", "on_time_delivery and in_full"],
  not_otif: ["delivered_day", "on_time_delivery is not null and not (on_time_delivery and in_full)"],
  claims: ["claim_day", "true"],
  damaged: ["claim_day", "damaged"],
  short: ["claim_day", "short"],
  refused: ["claim_day", "refused"],
  lost: ["claim_day", "lost"],
  late_word: ["delivered_day", "late_messages > 0"],
  disordered: ["delivered_day", "out_of_order > 0"],
  silent: ["delivered_day", "silent_minutes > 0"],
  billed: ["billed_day", "true"],
  paid: ["paid_day", "true"],
};
const TOUCHED: Readonly<Record<string, string>> = { billed_touched: "billed", paid_touched: "paid" };

/** What a person decided or did about the flow of goods and documents, as the audit log names it. */
export const TOUCH = sql.raw(
  "a.actor_kind = 'user' and a.action ~ '^(exception|message|shipment|command|outbound)\\.' and a.action not in ('message.upload', 'shipment.export')",
);
/** How long before the day it counts on a touch still belongs to it; one that comes after never does. */
const TOUCHED_WITHIN_DAYS = 60;

/** Shipments a person stepped into, each with the company's day of it. Few: people write little. Each is looked up by key. */
function touchedShipments(companyId: number, { from, to }: Pick<CountedNarrowing, "from" | "to">): SQL {
  return sql`
    with touch as materialized (
      select a.subject_kind as kind, a.subject_id as subject, (a.at at time zone k.default_zone)::date as day
      from audit_log a join company k on k.id = a.company_id where a.company_id = ${companyId} and ${TOUCH}
        and a.at >= ${from}::date - ${TOUCHED_WITHIN_DAYS + 1}::int and a.at < ${to}::date + 2)
    select s.id as shipment_id, t.day from touch t cross join lateral (
      select id from shipment where company_id = ${companyId} and number = t.subject collate "C" limit 1) s where t.kind = 'shipment'
    union all select e.shipment_id, t.day from touch t cross join lateral (
      select shipment_id from exception where company_id = ${companyId} and id = t.subject::uuid limit 1) e where t.kind = 'exception'
    union all select unnest(m.shipment_ids), t.day from touch t cross join lateral (
      select shipment_ids from message_state where company_id = ${companyId} and message_id = t.subject::uuid limit 1) m
      where t.kind = 'message' and t.subject ~ '^[0-9a-f-]{36}$'`;
}

/** True when the number counts so few that the board is read from them. Reads an index, and no more of it than tells. */
export async function areFewCounted(
  db: Executor,
  companyId: number,
  counted: Pick<CountedNarrowing, "what" | "from" | "to">,
): Promise<boolean> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (${countedShipments(companyId, counted)} limit ${FEW + 1}) as found`);
  return (rows[0]?.n ?? 0) <= FEW;
}

/** That a shipment is among those a number counts. */
export function isCounted(companyId: number, shipmentId: SQLWrapper, counted: CountedNarrowing): SQL {
  const ids = countedShipments(companyId, counted);
  // An array is made once and looked up by key; left to itself the planner walks the whole board for a handful.
  return counted.isFew ? sql`${shipmentId} = any(array(${ids}))` : sql`${shipmentId} in (${ids})`;
}

/** Ids of the shipments a number counts. */
export function countedShipments(
  companyId: number,
  { what, from, to }: Pick<CountedNarrowing, "what" | "from" | "to">,
): SQL {
  const [day, which] = CONDITIONS[TOUCHED[what] ?? what] ?? ["delivered_day", "false"];
  const counts = sql.raw(`m.${day}`);
  const touched =
    what in TOUCHED
      ? sql` and exists (select from (${touchedShipments(companyId, { from, to })}) t
          where t.shipment_id = m.shipment_id and t.day between ${counts} - ${TOUCHED_WITHIN_DAYS}::int and ${counts})`
      : sql``;
  return sql`select m.shipment_id from shipment_measure m where m.company_id = ${companyId}
    and ${counts} between ${from}::date and ${to}::date and ${sql.raw(which)}${touched}`;
}
