import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { idsIn } from "./trace-scope";

/** What something hangs on. Arrays may be null where an aggregate found nothing. */
export interface SubjectRow {
  /** Where in time it stands, microseconds in UTC. */
  readonly at: string;
  readonly traceUuid: string | null;
  readonly shipmentIds: readonly string[];
  readonly messageIds: readonly string[];
}

interface OneOf {
  readonly companyId: number;
  readonly id: string;
}

const micros = (instant: SQL) => sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const only = (id: SQL) => sql`array_remove(array[${id}], null)`;
const NONE = sql`array[]::uuid[]`;

async function one(db: Executor, query: SQL): Promise<SubjectRow | undefined> {
  const { rows } = await db.execute<SubjectRow & Record<string, unknown>>(query);
  return rows[0];
}

export function resolveMessage(db: Executor, { companyId, id }: OneOf) {
  return one(
    db,
    sql`select ${micros(sql`m.received_at`)} as at, coalesce(m.trace_id, m.id) as "traceUuid", coalesce(s.shipment_ids, ${NONE}) as "shipmentIds",
      array[m.id] as "messageIds"
    from inbox_message m left join message_state s on s.company_id = m.company_id and s.message_id = m.id
    where m.company_id = ${companyId} and m.id = ${id}`,
  );
}

export function resolveEvent(db: Executor, { companyId, id, shipmentId }: OneOf & { shipmentId: string }) {
  return one(
    db,
    sql`select ${micros(sql`e.recorded_at`)} as at, coalesce(m.trace_id, e.message_id) as "traceUuid", array[e.shipment_id] as "shipmentIds",
      array[e.message_id] as "messageIds"
    from event e left join inbox_message m on m.company_id = e.company_id and m.id = e.message_id
    where e.company_id = ${companyId} and e.shipment_id = ${shipmentId} and e.id = ${id} limit 1`,
  );
}

export function resolveShipment(db: Executor, { companyId, id }: OneOf) {
  return one(
    db,
    sql`select '0001-01-01T00:00:00.000000Z' as at, null::uuid as "traceUuid", array[id] as "shipmentIds", ${NONE} as "messageIds"
    from shipment where company_id = ${companyId} and id = ${id}`,
  );
}

/** One about a message hangs on what that message hangs on. */
export function resolveException(db: Executor, { companyId, id }: OneOf) {
  return one(
    db,
    sql`select ${micros(sql`x.opened_at`)} as at, null::uuid as "traceUuid",
      case when x.shipment_id is null then coalesce(s.shipment_ids, ${NONE}) else array[x.shipment_id] end as "shipmentIds",
      ${only(sql`case when x.subject_kind = 'message' then x.subject_id::uuid end`)} as "messageIds"
    from exception x left join message_state s on x.subject_kind = 'message' and s.company_id = x.company_id and s.message_id = case when x.subject_kind = 'message' then x.subject_id::uuid end
    where x.company_id = ${companyId} and x.id = ${id}`,
  );
}

export function resolveCommand(db: Executor, { companyId, id }: OneOf) {
  return one(
    db,
    sql`select ${micros(sql`k.requested_at`)} as at, coalesce(k.trace_id, k.id) as "traceUuid",
      array(select k.shipment_id where k.shipment_id is not null
        union select unnest(s.shipment_ids) from odoo_delivery d join message_state s on s.company_id = d.company_id and s.message_id = d.message_id
        where k.shipment_id is null and k.document_key ~ '^stock.picking,[0-9]{1,15}$' and d.company_id = k.company_id
          and d.connection_id = k.connection_id and d.picking_id = split_part(k.document_key, ',', 2)::bigint) as "shipmentIds",
      ${NONE} as "messageIds"
    from command k where k.company_id = ${companyId} and k.id = ${id}`,
  );
}

export function resolveRun(db: Executor, { companyId, id }: OneOf) {
  return one(
    db,
    sql`select ${micros(sql`started_at`)} as at, coalesce(trace_id, id) as "traceUuid", ${only(sql`shipment_id`)} as "shipmentIds", ${NONE} as "messageIds"
    from flow_run where company_id = ${companyId} and id = ${id}`,
  );
}

export function resolveOutbound(db: Executor, { companyId, id }: OneOf) {
  return one(
    db,
    sql`select ${micros(sql`o.created_at`)} as at, coalesce(m.trace_id, o.in_reply_to, o.id) as "traceUuid",
      case when o.shipment_id is null then coalesce(s.shipment_ids, ${NONE}) else array[o.shipment_id] end as "shipmentIds",
      ${only(sql`o.in_reply_to`)} as "messageIds"
    from outbound_message o left join message_state s on s.company_id = o.company_id and s.message_id = o.in_reply_to
    left join inbox_message m on m.company_id = o.company_id and m.id = o.in_reply_to
    where o.company_id = ${companyId} and o.id = ${id}`,
  );
}

export function resolveNotice(db: Executor, { companyId, id }: OneOf) {
  return one(
    db,
    sql`select ${micros(sql`n.created_at`)} as at, n.id as "traceUuid",
      array(select n.shipment_id where n.shipment_id is not null union select x.shipment_id from notice_item i
        join exception x on x.company_id = i.company_id and x.id = i.exception_id
        where i.company_id = n.company_id and i.notice_id = n.id and x.shipment_id is not null) as "shipmentIds", ${NONE} as "messageIds"
    from notice n where n.company_id = ${companyId} and n.id = ${id}`,
  );
}

interface Document {
  readonly companyId: number;
  readonly connectionId: string;
  readonly model: string;
  readonly odooId: number;
}

/** Documents of one deal: what is linked over them, and nothing that half the company is linked to. */
const DEAL = sql`('sale.order', 'sale.order.line', 'purchase.order', 'purchase.order.line', 'stock.picking', 'stock.move', 'account.move',
  'account.move.line', 'account.payment')`;
const MOST_STEPS = 5;

/** A document of Odoo's mirror: from it along the relations, forth and back, to deliveries and what they told. */
export function resolveDocument(db: Executor, { companyId, connectionId, model, odooId }: Document) {
  const owned = sql`l.company_id = ${companyId} and l.connection_id = ${connectionId}`;
  return one(
    db,
    sql`with recursive reached (model, odoo_id, step) as (
      values (${model} collate "C", ${odooId}::bigint, 0)
      union
      select near.model, near.odoo_id, r.step + 1 from reached r cross join lateral (
        select l.target_model, l.target_id from odoo_link l where ${owned} and l.model = r.model and l.odoo_id = r.odoo_id and l.target_model in ${DEAL}
        union all
        select l.model, l.odoo_id from odoo_link l where ${owned} and l.target_model = r.model and l.target_id = r.odoo_id and l.model in ${DEAL}
        limit 200) near (model, odoo_id)
      where r.step < ${MOST_STEPS} and r.model <> 'stock.picking'
    ), told as (
      select distinct d.message_id as id from reached r join odoo_delivery d on d.company_id = ${companyId} and d.connection_id = ${connectionId}
        and d.picking_id = r.odoo_id where r.model = 'stock.picking' and d.message_id is not null
    )
    select ${micros(sql`o.changed_at`)} as at, null::uuid as "traceUuid",
      array(select distinct unnest(s.shipment_ids) from message_state s where s.company_id = ${companyId} and s.message_id = any(array(select id from told))
        union select k.shipment_id from command k where k.company_id = ${companyId} and k.document_key = ${`${model},${odooId}`}
          and k.connection_id = ${connectionId} and k.shipment_id is not null) as "shipmentIds",
      array(select id from told) as "messageIds"
    from odoo_record o where o.company_id = ${companyId} and o.connection_id = ${connectionId} and o.model = ${model} and o.odoo_id = ${odooId}`,
  );
}

export interface TraceMembers {
  readonly messageIds: readonly string[];
  readonly commandIds: readonly string[];
  readonly runIds: readonly string[];
  readonly noticeIds: readonly string[];
  /** Shipments those hang on. */
  readonly shipmentIds: readonly string[];
  /** The first of them; null where there are none. */
  readonly at: string | null;
}

/** Whatever stands in one W3C trace: by the column where its sender named one, by its own id where it began there. Every branch is an index look-up. */
export async function selectTraceMembers(
  db: Executor,
  companyId: number,
  traceUuid: string,
): Promise<TraceMembers> {
  const own = idsIn([traceUuid]);
  const { rows } = await db.execute<TraceMembers & Record<string, unknown>>(sql`
    with told as (
      select id, received_at from inbox_message where company_id = ${companyId} and trace_id = ${traceUuid}
      union select id, received_at from inbox_message where company_id = ${companyId} and id = any(array${own}) and trace_id is null limit 200
    ), asked as (
      select id, requested_at, shipment_id from command where company_id = ${companyId} and trace_id = ${traceUuid}
      union select id, requested_at, shipment_id from command where company_id = ${companyId} and id = ${traceUuid} and trace_id is null limit 200
    ), ran as (
      select id, started_at, shipment_id from flow_run where company_id = ${companyId} and trace_id = ${traceUuid}
      union select id, started_at, shipment_id from flow_run where company_id = ${companyId} and id = ${traceUuid} and trace_id is null limit 200
    ), sent as (
      select id, created_at, shipment_id from notice where company_id = ${companyId} and id = ${traceUuid}
    )
    select array(select id from told) as "messageIds", array(select id from asked) as "commandIds", array(select id from ran) as "runIds",
      array(select id from sent) as "noticeIds",
      array(select unnest(s.shipment_ids) from message_state s where s.company_id = ${companyId} and s.message_id = any(array(select id from told))
        union select shipment_id from asked where shipment_id is not null union select shipment_id from ran where shipment_id is not null
        union select shipment_id from sent where shipment_id is not null limit 200) as "shipmentIds",
      ${micros(sql`(select min(at) from (select received_at as at from told union all select requested_at from asked union all select started_at from ran
        union all select created_at from sent) as first)`)} as at`);
  const [row] = rows;
  if (!row) throw new Error("a select without from gave no row");
  return row;
}
