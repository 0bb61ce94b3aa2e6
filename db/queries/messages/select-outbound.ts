import { and, eq, sql } from "drizzle-orm";
import type { OutboundState } from "@/lib/domain/outbound/outbound";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";
import { outboundMessage } from "../../schema/outbound";

export interface OutboundPosition {
  readonly createdAt: string;
  readonly id: string;
}

export interface OutboundRow {
  readonly id: string;
  readonly kind: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly inReplyTo: string | null;
  readonly controlNumber: number | null;
  readonly verdict: "A" | "E" | "P" | "R" | null;
  readonly state: OutboundState;
  readonly sizeBytes: number;
  /** As Postgres writes it, microseconds included. */
  readonly createdAt: string;
  readonly fetchedAt: string | null;
}

const COLUMNS = sql`o.id, o.kind, o.connection_id as "connectionId", c.name as "connectionName", o.in_reply_to as "inReplyTo",
  o.control_number as "controlNumber", o.verdict, o.state, octet_length(o.body) as "sizeBytes", o.created_at::text as "createdAt",
  o.fetched_at::text as "fetchedAt"`;

/** What we sent, newest first, by key on the index (company, created_at, id). */
export async function selectOutboundPage(
  db: Executor,
  companyId: number,
  page: { readonly after?: OutboundPosition; readonly before?: OutboundPosition; readonly limit: number },
): Promise<OutboundRow[]> {
  const position = page.after ?? page.before;
  const backwards = page.before !== undefined && page.after === undefined;
  const place = position && sql`(${position.createdAt}::timestamptz, ${position.id}::uuid)`;
  const condition =
    place && (backwards ? sql`(created_at, id) > ${place}` : sql`(created_at, id) < ${place}`);
  const order = backwards ? sql`order by o.created_at, o.id` : sql`order by o.created_at desc, o.id desc`;
  const { rows } = await db.execute<OutboundRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from (select * from outbound_message o where company_id = ${companyId} and ${condition ?? sql`true`}
      ${order} limit ${page.limit}) o
    join connection c on c.id = o.connection_id and c.company_id = ${companyId} ${order}`);
  return rows;
}

export async function selectOutbound(
  db: Executor,
  companyId: number,
  id: string,
): Promise<OutboundRow | undefined> {
  const { rows } = await db.execute<OutboundRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from outbound_message o
    join connection c on c.id = o.connection_id and c.company_id = ${companyId}
    where o.company_id = ${companyId} and o.id = ${id}`);
  return rows[0];
}

export async function selectOutboundBody(db: Executor, companyId: number, id: string) {
  const [row] = await db
    .select({
      body: outboundMessage.body,
      kind: outboundMessage.kind,
      controlNumber: outboundMessage.controlNumber,
      connectionSlug: connection.slug,
    })
    .from(outboundMessage)
    .innerJoin(
      connection,
      and(
        eq(connection.id, outboundMessage.connectionId),
        eq(connection.companyId, outboundMessage.companyId),
      ),
    )
    .where(and(eq(outboundMessage.companyId, companyId), eq(outboundMessage.id, id)));
  return row;
}
