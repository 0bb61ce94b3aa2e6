import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { notice } from "../../schema/notice";
import { outboundAttempt } from "../../schema/outbound";

export interface OutboundFilter {
  readonly state?: string;
  /** `notice`: only those; undefined: everything. */
  readonly kind?: string;
  readonly connectionId?: string;
  readonly notices: boolean;
  readonly after?: { readonly at: string; readonly id: string };
  readonly limit: number;
}

export interface OutboundListRow extends Record<string, unknown> {
  readonly id: string;
  readonly source: "message" | "notice";
  readonly sort: string;
  readonly title: string | null;
  readonly controlNumber: number | null;
  readonly receiver: string | null;
  readonly connectionSlug: string | null;
  readonly state: string;
  readonly acknowledgement: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly nextTryAt: string | null;
  readonly shipmentId: string | null;
}

/** Everything that goes out, the newest first: a range of an index of each of the two tables, put together by time. */
export async function selectOutboundList(
  db: Executor,
  companyId: number,
  filter: OutboundFilter,
): Promise<OutboundListRow[]> {
  const { after, limit, kind, connectionId } = filter;
  const behind = after ? sql`and (created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const ofState = filter.state ? sql`and state = ${filter.state}` : sql``;
  const parts: SQL[] = [];
  if (kind !== "notice") {
    parts.push(sql`select * from (select 'message' as source, id, kind as sort, title, control_number, connection_id, address, state, acknowledgement,
        attempts, error, created_at, sent_at, next_try_at, shipment_id, null::uuid as subscription_id from outbound_message
      where company_id = ${companyId} ${ofState} ${kind ? sql`and kind = ${kind}` : sql``}
        ${connectionId ? sql`and connection_id = ${connectionId}` : sql``} ${behind}
      order by created_at desc, id desc limit ${limit}) m`);
  }
  if (filter.notices && connectionId === undefined && (kind === undefined || kind === "notice")) {
    parts.push(sql`select * from (select 'notice' as source, id, channel as sort, title, null::bigint as control_number, null::uuid as connection_id,
        address, state, 'none' as acknowledgement, attempts, error, created_at, sent_at, next_try_at, shipment_id, subscription_id from notice
      where company_id = ${companyId} and channel <> 'in_app' ${ofState} ${behind}
      order by created_at desc, id desc limit ${limit}) n`);
  }
  if (parts.length === 0) return [];
  const { rows } = await db.execute<OutboundListRow>(sql`
    select o.source, o.id, o.sort, o.title, o.control_number as "controlNumber", coalesce(c.name, nullif(concat_ws(', ', s.name, o.address), '')) as receiver,
      c.slug as "connectionSlug", o.state, o.acknowledgement, o.attempts, o.error, o.created_at::text as "createdAt", o.sent_at::text as "sentAt",
      o.next_try_at::text as "nextTryAt", o.shipment_id as "shipmentId"
    from (${sql.join(parts, sql` union all `)} order by created_at desc, id desc limit ${limit}) o
    left join connection c on c.company_id = ${companyId} and c.id = o.connection_id
    left join subscription s on s.company_id = ${companyId} and s.id = o.subscription_id
    order by o.created_at desc, o.id desc`);
  return rows;
}

/** How many messages are in these states, each counted no further than `limit`. */
export async function countOutbound(
  db: Executor,
  companyId: number,
  states: readonly string[],
  { notices, limit }: { readonly notices: boolean; readonly limit: number },
): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ state: string; count: number }>(sql`
    select each.state, (select count(*)::int from (
        (select from outbound_message where company_id = ${companyId} and state = each.state limit ${limit})
        ${notices ? sql`union all (select from notice where company_id = ${companyId} and state = each.state and channel <> 'in_app' limit ${limit})` : sql``}
      ) found) as count
    from unnest(${sql.param([...states])}::text[]) as each(state)`);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

export async function selectOutboundDetail(db: Executor, companyId: number, id: string) {
  const { rows } = await db.execute<
    OutboundListRow & {
      readonly version: number;
      readonly contentType: string;
      readonly body: Buffer;
      readonly operationKey: string;
      readonly inReplyTo: string | null;
      readonly exceptionId: string | null;
      readonly requestedBy: string | null;
      readonly verdict: "A" | "E" | "P" | "R" | null;
      readonly fetchedAt: string | null;
      readonly acknowledgedAt: string | null;
      readonly wayOut: "post" | "folder" | "fetch" | null;
    }
  >(sql`
    select 'message' as source, o.id, o.kind as sort, o.title, o.control_number as "controlNumber", coalesce(c.name, o.address) as receiver,
      c.slug as "connectionSlug", o.state, o.acknowledgement, o.attempts, o.error, o.created_at::text as "createdAt", o.sent_at::text as "sentAt",
      o.next_try_at::text as "nextTryAt", o.shipment_id as "shipmentId", o.version, o.content_type as "contentType", o.body,
      o.operation_key as "operationKey", o.in_reply_to as "inReplyTo", o.exception_id as "exceptionId", o.requested_by as "requestedBy", o.verdict,
      o.fetched_at::text as "fetchedAt", o.acknowledged_at::text as "acknowledgedAt", c.way_out ->> 'kind' as "wayOut"
    from outbound_message o left join connection c on c.company_id = o.company_id and c.id = o.connection_id
    where o.company_id = ${companyId} and o.id = ${id}`);
  return rows[0];
}

export async function selectOutboundAttempts(db: Executor, companyId: number, id: string) {
  return db
    .select()
    .from(outboundAttempt)
    .where(and(eq(outboundAttempt.companyId, companyId), eq(outboundAttempt.outboundId, id)))
    .orderBy(asc(outboundAttempt.number));
}

export async function selectNotice(db: Executor, companyId: number, id: string) {
  const [row] = await db
    .select({
      notice,
      receiver: sql<
        string | null
      >`(select s.name from subscription s where s.company_id = ${notice.companyId} and s.id = ${notice.subscriptionId})`,
    })
    .from(notice)
    .where(and(eq(notice.companyId, companyId), eq(notice.id, id), sql`${notice.channel} <> 'in_app'`));
  return row;
}
