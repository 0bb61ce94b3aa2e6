import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface QueueRow extends Record<string, unknown> {
  readonly commandsInFlight: number;
  readonly oldestCommandAt: string | null;
  readonly oldestOutboundAt: string | null;
  readonly breakerState: "closed" | "open" | "half_open" | null;
  readonly breakerError: string | null;
  readonly breakerRetryAt: string | null;
  readonly succeededAt: string | null;
  /** When the last credential ends: of the secrets in use, or of an Odoo's keys. Null: one has no end. */
  readonly credentialEndsAt: string | null;
}

/** What waits to be told to one connection and how its calls go, a step each on an index. */
export async function selectQueue(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  now: Date,
): Promise<QueueRow | undefined> {
  const ours = sql`company_id = ${companyId} and connection_id = ${id}`;
  const { rows } = await db.execute<QueueRow>(sql`
    select (select count(*)::int from command where ${ours} and state in ('pending', 'sent', 'uncertain') and leased_until > ${now}) as "commandsInFlight",
      (select min(requested_at)::text from command where ${ours} and state in ('pending', 'sent', 'uncertain')) as "oldestCommandAt",
      (select created_at::text from outbound_message where ${ours} and state <> 'sent' order by created_at limit 1) as "oldestOutboundAt",
      b.state as "breakerState", b.error as "breakerError", b.retry_at::text as "breakerRetryAt", b.succeeded_at::text as "succeededAt",
      coalesce((select least(o.reader_key_expires_at, o.actor_key_expires_at)::text from odoo_connection o
          where o.company_id = ${companyId} and o.connection_id = ${id}),
        (select case when bool_or(s.retired_at is null) then null else max(s.retired_at)::text end from connection_secret s
          where s.company_id = ${companyId} and s.connection_id = ${id} and (s.retired_at is null or s.retired_at > ${now}))) as "credentialEndsAt"
    from (values (1)) one left join connection_breaker b on b.company_id = ${companyId} and b.connection_id = ${id}`);
  return rows[0];
}

export interface HeldMessage extends Record<string, unknown> {
  readonly id: string;
  readonly receivedAt: string;
  readonly version: number;
  readonly sizeBytes: number;
  readonly isQueued: boolean;
}

/** The first messages that wait because the connection is paused, in the order they came. */
export async function selectHeldMessages(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  rank: number,
  limit: number,
): Promise<HeldMessage[]> {
  const { rows } = await db.execute<HeldMessage>(sql`
    select m.message_id as id, m.received_at::text as "receivedAt", m.version, m.size_bytes as "sizeBytes",
      exists (select from reprocess_request r where r.company_id = m.company_id and r.message_id = m.message_id) as "isQueued"
    from message_state m where m.company_id = ${companyId} and m.connection_id = ${id} and m.rank = ${rank}
    order by m.received_at, m.message_id limit ${limit}`);
  return rows;
}
