import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import type { ConnectionKey } from "../connections/find-connection";
import { mayGo } from "../connections/hold";

export interface Fetchable extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly createdAt: string;
}

const open = ({ companyId, id }: ConnectionKey) => sql`o.company_id = ${companyId} and o.connection_id = ${id}
  and o.state <> 'sent' and ${mayGo(sql`o.company_id`, sql`o.connection_id`, sql`o.created_at`)}`;

/** What waits for the partner of this connection, the oldest first. Nothing new while it is paused. */
export async function listFetchable(db: Executor, key: ConnectionKey, limit: number): Promise<Fetchable[]> {
  const { rows } = await db.execute<Fetchable>(sql`
    select o.id, o.kind, o.content_type as "contentType", octet_length(o.body) as "sizeBytes", o.created_at as "createdAt"
    from outbound_message o where ${open(key)} order by o.created_at, o.id limit ${limit}`);
  return rows;
}

/** Whether the partner may have this one now. One it has may be read again. */
export async function mayFetch(db: Executor, key: ConnectionKey, outboundId: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from outbound_message o where o.id = ${outboundId} and o.company_id = ${key.companyId} and o.connection_id = ${key.id}
      and (o.state = 'sent' or ${open(key)})`);
  return rows.length > 0;
}
