import { type SQL, sql } from "drizzle-orm";
import type { ShipmentMeasure } from "@/lib/domain/overview/shipment-measure";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";

export interface MeasureRow extends ShipmentMeasure {
  readonly shipmentId: string;
  readonly customer: string | null;
  readonly carrier: string | null;
}

const TYPES: readonly (readonly [name: string, type: string, of: keyof MeasureRow])[] = [
  ["shipment_id", "uuid", "shipmentId"],
  ["customer", "text", "customer"],
  ["carrier", "text", "carrier"],
  ["tender_day", "date", "tenderDay"],
  ["tender_answer", "text", "tenderAnswer"],
  ["pickup_day", "date", "pickupDay"],
  ["on_time_pickup", "boolean", "onTimePickup"],
  ["delivered_day", "date", "deliveredDay"],
  ["on_time_delivery", "boolean", "onTimeDelivery"],
  ["in_full", "boolean", "inFull"],
  ["fault_party", "text", "faultParty"],
  ["claim_day", "date", "claimDay"],
  ["damaged", "boolean", "damaged"],
  ["short", "boolean", "short"],
  ["refused", "boolean", "refused"],
  ["lost", "boolean", "lost"],
  ["messages", "integer", "messages"],
  ["late_messages", "integer", "lateMessages"],
  ["out_of_order", "integer", "outOfOrder"],
  ["silent_minutes", "integer", "silentMinutes"],
  ["billed_day", "date", "billedDay"],
  ["pod_to_invoice_minutes", "integer", "podToInvoiceMinutes"],
  ["paid_day", "date", "paidDay"],
];
const NAMES = TYPES.map(([name]) => name);
const COLUMNS = sql.raw(NAMES.join(", "));

/** What each kept sum counts of one measure `m`, under the day it counts on. The only place that says so. */
const COUNTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  tender_day: {
    tendered: "1",
    tender_accepted: "(m.tender_answer = 'accepted')::int",
    tender_declined: "(m.tender_answer = 'declined')::int",
  },
  pickup_day: {
    pickup_judged: "(m.on_time_pickup is not null)::int",
    pickup_on_time: "m.on_time_pickup::int",
  },
  delivered_day: {
    delivered: "1",
    delivery_judged: "(m.on_time_delivery is not null)::int",
    on_time: "m.on_time_delivery::int",
    otif: "(m.on_time_delivery and m.in_full)::int",
    late_carrier: "(m.fault_party = 'carrier')::int",
    late_other: "(m.fault_party not in ('carrier', 'unknown'))::int",
    late_unknown: "(m.fault_party = 'unknown')::int",
    messages: "m.messages",
    late_messages: "m.late_messages",
    out_of_order: "m.out_of_order",
    silent_minutes: "m.silent_minutes",
    late_word_shipments: "(m.late_messages > 0)::int",
    disordered_shipments: "(m.out_of_order > 0)::int",
    silent_shipments: "(m.silent_minutes > 0)::int",
  },
  claim_day: {
    claims: "1",
    damaged: "m.damaged::int",
    short: "m.short::int",
    refused: "m.refused::int",
    lost: "m.lost::int",
  },
  billed_day: { billed: "1" },
  paid_day: { paid: "1" },
};
const SUMS = Object.values(COUNTED).flatMap((sums) => Object.keys(sums));
const SUM_COLUMNS = sql.raw(SUMS.join(", "));
/** One row a day a measure counts on: (day, customer, carrier, step, and every sum of that day). */
const counting = (measures: SQL): SQL =>
  sql.join(
    Object.entries(COUNTED).map(([day, sums]) => {
      const all = SUMS.map((name) => sums[name] ?? "0").join(", ");
      return sql`select ${sql.raw(`m.${day} as day, coalesce(m.customer, '') as customer, coalesce(m.carrier, '') as carrier, m.step, ${all}`)}
        from ${measures} m where ${sql.raw(`m.${day}`)} is not null`;
    }),
    sql` union all `,
  );
const ADDED = sql.raw(SUMS.map((name) => `coalesce(sum(step * ${name}), 0)::bigint`).join(", "));
const COUNTS_SOMETHING = sql.raw(SUMS.map((name) => `sum(step * ${name}) <> 0`).join(" or "));
const dayNames = sql.raw(`day, customer, carrier, step, ${SUMS.join(", ")}`);

/** Upper bounds of the delays' buckets, minutes, ascending. */
type Scale = readonly number[];
const delays = (measures: SQL, scale: Scale): SQL => {
  const bounds = scale.join(", ");
  return sql`
    select m.billed_day as day, coalesce(m.customer, '') as customer, coalesce(m.carrier, '') as carrier, m.step,
      ${sql.raw(`(array[${bounds}])[1 + width_bucket(m.pod_to_invoice_minutes, array[${bounds}])]`)} as bucket_minutes
    from ${measures} m where m.billed_day is not null and m.pod_to_invoice_minutes is not null`;
};

/**
 * Writes these measures where they changed. With a slot, the kept sums change with them in the same statement; without, they are counted anew
 * afterwards (see `recountOverview`). The caller holds the shipments, so no other writer changes them meanwhile.
 */
export async function writeMeasures(
  db: Executor,
  companyId: number,
  rows: readonly MeasureRow[],
  { slot, scale }: { readonly slot: number | null; readonly scale: Scale },
): Promise<void> {
  for (let start = 0; start < rows.length; start += 1_000) {
    const given = jsonParameter(rows.slice(start, start + 1_000).map(toRecord));
    const changing = sql`
      with given as materialized (
        select * from json_to_recordset(${given}::json) as given(${sql.raw(TYPES.map(([name, type]) => `${name} ${type}`).join(", "))})),
      was as materialized (
        select m.* from shipment_measure m join given g on g.shipment_id = m.shipment_id where m.company_id = ${companyId}),
      changed as materialized (
        select g.* from given g left join was w on w.shipment_id = g.shipment_id
        where w.shipment_id is null or ${sql.raw(`(${NAMES.map((name) => `g.${name}`).join(", ")}) is distinct from (${NAMES.map((name) => `w.${name}`).join(", ")})`)}),
      written as (
        insert into shipment_measure (company_id, ${COLUMNS}) select ${companyId}, ${COLUMNS} from changed order by shipment_id
        on conflict (company_id, shipment_id) do update set ${sql.raw(
          NAMES.slice(1)
            .map((name) => `${name} = excluded.${name}`)
            .join(", "),
        )})`;
    if (slot === null) {
      await db.execute(sql`${changing} select 1`);
      continue;
    }
    await db.execute(sql`${changing},
      turned as materialized (
        select 1 as step, ${COLUMNS} from changed
        union all select -1, ${sql.raw(NAMES.map((name) => `w.${name}`).join(", "))} from was w join changed c on c.shipment_id = w.shipment_id),
      delayed as (
        insert into invoice_delay_day (company_id, day, customer, carrier, bucket_minutes, slot, count)
        select ${companyId}, day, customer, carrier, bucket_minutes, ${slot}, sum(step) from (${delays(sql`turned`, scale)}) as d
        group by 2, 3, 4, 5 having sum(step) <> 0 order by 2, 3, 4, 5
        on conflict (company_id, day, customer, carrier, bucket_minutes, slot) do update set count = invoice_delay_day.count + excluded.count)
      insert into overview_day (company_id, day, customer, carrier, slot, ${SUM_COLUMNS})
      select ${companyId}, day, customer, carrier, ${slot}, ${ADDED} from (${counting(sql`turned`)}) as d (${dayNames})
      group by 2, 3, 4 having ${COUNTS_SOMETHING} order by 2, 3, 4
      on conflict (company_id, day, customer, carrier, slot) do update set
        ${sql.raw(SUMS.map((name) => `${name} = overview_day.${name} + excluded.${name}`).join(", "))}`);
  }
}

/** Counts the sums of a company from its measures. Waits for writers under way; those that follow add to the result. */
export async function recountOverview(tx: Transaction, companyId: number, scale: Scale): Promise<void> {
  await tx.execute(sql`lock table overview_day, invoice_delay_day in share row exclusive mode`);
  await tx.execute(sql`delete from overview_day where company_id = ${companyId}`);
  await tx.execute(sql`delete from invoice_delay_day where company_id = ${companyId}`);
  const all = sql`(select 1 as step, * from shipment_measure where company_id = ${companyId})`;
  await tx.execute(sql`
    insert into overview_day (company_id, day, customer, carrier, slot, ${SUM_COLUMNS})
    select ${companyId}, day, customer, carrier, 0, ${ADDED} from (${counting(all)}) as d (${dayNames}) group by 2, 3, 4`);
  await tx.execute(sql`
    insert into invoice_delay_day (company_id, day, customer, carrier, bucket_minutes, slot, count)
    select ${companyId}, day, customer, carrier, bucket_minutes, 0, count(*) from (${delays(all, scale)}) as d group by 2, 3, 4, 5`);
}

function toRecord(row: MeasureRow): Record<string, unknown> {
  return Object.fromEntries(TYPES.map(([name, , of]) => [name, row[of]]));
}
