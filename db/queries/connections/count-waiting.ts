import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import type { ConnectionKey } from "./find-connection";

export const WAITING_COUNT_LIMIT = 100_000;

export interface WaitingCounts {
  /** Held back because the connection is paused, counted no further than `WAITING_COUNT_LIMIT`. */
  readonly messages: number;
  /** Writes to Odoo and messages to the partner that have not been told yet. */
  readonly commands: number;
  readonly outbound: number;
  readonly oldestMessageAt: Date | null;
}

/** How much waits at a connection, each a range of an index. */
export async function countWaiting(
  db: Executor,
  { companyId, id }: ConnectionKey,
  heldRank: number,
): Promise<WaitingCounts> {
  const held = sql`company_id = ${companyId} and connection_id = ${id} and rank = ${heldRank}`;
  const { rows } = await db.execute<Omit<WaitingCounts, "oldestMessageAt"> & { oldest: string | null }>(sql`
    select (select count(*)::int from (select from message_state where ${held} limit ${WAITING_COUNT_LIMIT}) m) as messages,
      (select min(received_at)::text from (select received_at from message_state where ${held} order by received_at limit 1) o) as oldest,
      (select count(*)::int from (select from command where company_id = ${companyId} and connection_id = ${id}
        and state in ('pending', 'sent', 'uncertain') limit ${WAITING_COUNT_LIMIT}) c) as commands,
      (select count(*)::int from (select from outbound_message where company_id = ${companyId} and connection_id = ${id}
        and state <> 'sent' limit ${WAITING_COUNT_LIMIT}) b) as outbound`);
  const [row] = rows;
  return {
    messages: row?.messages ?? 0,
    commands: row?.commands ?? 0,
    outbound: row?.outbound ?? 0,
    oldestMessageAt: row?.oldest ? new Date(row.oldest) : null,
  };
}
