import { sql } from "drizzle-orm";
import type { Place as StatedPlace } from "@/lib/domain/event/draft";
import type { Milestone } from "@/lib/domain/event/milestone";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { noticeContact, noticeTemplate } from "../../schema/notice";
import type { Place } from "./read-changes";

export type NewTemplate = typeof noticeTemplate.$inferInsert;
export type NewContact = typeof noticeContact.$inferInsert;
/** With when it was last turned on; null while it is off. */
export type TemplateRow = typeof noticeTemplate.$inferSelect & { readonly enabledSince: Date | null };
export type ContactRow = typeof noticeContact.$inferSelect & { readonly enabledSince: Date | null };

/** The newest version of every template. */
export async function selectTemplates(db: Executor, companyId: number): Promise<TemplateRow[]> {
  const { rows } = await db.execute<TemplateRow & Record<string, unknown>>(sql`
    select distinct on (customer, language, milestone) company_id as "companyId", customer, language, milestone, version, subject, body, enabled,
      changed_by as "changedBy", changed_at as "changedAt", (
        select min(x.changed_at) from notice_template x where (x.company_id, x.customer, x.language, x.milestone) = (t.company_id, t.customer, t.language, t.milestone)
          and x.version > coalesce((select max(y.version) from notice_template y
            where (y.company_id, y.customer, y.language, y.milestone) = (t.company_id, t.customer, t.language, t.milestone) and not y.enabled), 0)) as "enabledSince"
    from notice_template t
    where company_id = ${companyId} order by customer, language, milestone, version desc limit 2000`);
  return rows.map(dated);
}

/** The newest word on where a customer's notices go; of all of them, or of those named. */
export async function selectContacts(
  db: Executor,
  companyId: number,
  customers: readonly string[] | null,
): Promise<ContactRow[]> {
  const named = customers
    ? sql`and customer = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(customers)}::json)))`
    : sql``;
  const { rows } = await db.execute<ContactRow & Record<string, unknown>>(sql`
    select distinct on (customer) company_id as "companyId", customer, version, language, addresses, enabled, changed_by as "changedBy",
      changed_at as "changedAt", (
        select min(x.changed_at) from notice_contact x where (x.company_id, x.customer) = (t.company_id, t.customer)
          and x.version > coalesce((select max(y.version) from notice_contact y
            where (y.company_id, y.customer) = (t.company_id, t.customer) and not y.enabled), 0)) as "enabledSince"
    from notice_contact t where company_id = ${companyId} ${named} order by customer, version desc limit 5000`);
  return rows.map(dated);
}

const dated = <T extends { readonly changedAt: Date; readonly enabledSince: Date | null }>(row: T): T => ({
  ...row,
  changedAt: new Date(row.changedAt),
  enabledSince: row.enabledSince && new Date(row.enabledSince),
});

/** What a notice says of a shipment. */
export interface NoticeShipment {
  readonly shipmentId: string;
  readonly number: string;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly status: Milestone | null;
  readonly etaAt: string | null;
  readonly view: ShipmentView;
  readonly companyName: string;
  readonly companyZone: string;
}

export interface ToldEvent extends NoticeShipment {
  readonly id: string;
  readonly at: string;
  readonly milestone: Milestone;
  readonly occurredAt: string;
  readonly receivedAt: string;
  readonly place: StatedPlace | null;
  readonly timeZone: string | null;
}

/** Columns of `NoticeShipment`, with `s` the shipment's state and `k` the company. */
export const NOTICE_SHIPMENT = sql`s.shipment_id as "shipmentId", s.number, s.customer, s.carrier, s.status, s.eta_at::text as "etaAt", s.view,
  k.name as "companyName", k.default_zone as "companyZone"`;

/** Facts recorded after a place that are of these milestones and were not taken back; others are passed over. */
export async function selectToldEvents(
  db: Executor,
  companyId: number,
  after: Place,
  {
    milestones,
    until,
    limit,
  }: { readonly milestones: readonly Milestone[]; readonly until?: string; readonly limit: number },
): Promise<{ readonly events: ToldEvent[]; readonly last: Place | null; readonly looked: number }> {
  const { rows } = await db.execute<{ at: string; id: string } & Record<string, unknown>>(sql`
    select recorded_at::text as at, id from event where company_id = ${companyId}
      and (recorded_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
      and (${until ?? null}::timestamptz is null or recorded_at <= ${until ?? null}::timestamptz)
    order by recorded_at, id limit ${limit}`);
  const last = rows.at(-1);
  if (!last) return { events: [], last: null, looked: 0 };
  const found = await db.execute<ToldEvent & Record<string, unknown>>(sql`
    select ev.id, ev.recorded_at::text as at, ev.milestone, ev.occurred_at::text as "occurredAt", ev.received_at::text as "receivedAt", ev.place,
      ev.time_zone as "timeZone", ${NOTICE_SHIPMENT}
    from event ev join shipment_state s on s.company_id = ev.company_id and s.shipment_id = ev.shipment_id join company k on k.id = ev.company_id
    where ev.company_id = ${companyId} and (ev.recorded_at, ev.id) > (${after.at}::timestamptz, ${after.id}::uuid)
      and (ev.recorded_at, ev.id) <= (${last.at}::timestamptz, ${last.id}::uuid) and ev.classifier = 'actual'
      and ev.unentitled_under is null and ev.milestone = any(array(select value from json_array_elements_text(${jsonParameter(milestones)}::json)))
      and not exists (select from event v where v.company_id = ev.company_id and v.shipment_id = ev.shipment_id and v.voids_identity = ev.identity)
    order by ev.recorded_at, ev.id`);
  return { events: found.rows, last: { at: last.at, id: last.id }, looked: rows.length };
}

/** One shipment as a notice would tell of it: by its number, or any of a customer. */
export async function selectNoticeShipment(
  db: Executor,
  companyId: number,
  wanted: { readonly number: string } | { readonly customer: string | null },
): Promise<NoticeShipment | null> {
  const which =
    "number" in wanted
      ? sql`s.number = ${wanted.number} collate "C"`
      : wanted.customer === null
        ? sql`true`
        : sql`s.customer = ${wanted.customer}`;
  const { rows } = await db.execute<NoticeShipment & Record<string, unknown>>(sql`
    select ${NOTICE_SHIPMENT} from shipment_state s join company k on k.id = s.company_id
    where s.company_id = ${companyId} and ${which} order by s.board_key limit 1`);
  return rows[0] ?? null;
}

export async function insertTemplate(tx: Transaction, row: NewTemplate): Promise<boolean> {
  const made = await tx
    .insert(noticeTemplate)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: noticeTemplate.version });
  return made.length > 0;
}

export async function insertContact(tx: Transaction, row: NewContact): Promise<boolean> {
  const made = await tx
    .insert(noticeContact)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: noticeContact.version });
  return made.length > 0;
}
