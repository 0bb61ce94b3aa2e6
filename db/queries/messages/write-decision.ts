import { and, eq, inArray, sql } from "drizzle-orm";
import type { MessageState } from "@/lib/domain/message/message-state";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { messageDecision, messageState, reprocessRequest } from "../../schema/inbox";

export type DecisionRow = typeof messageDecision.$inferSelect;

export interface VersionedId {
  readonly id: string;
  readonly version: number;
}

/**
 * Takes these messages for a decision: their version grows, so that whoever looked before can't decide on what is gone.
 * Left out: another version, another state than `states`.
 */
export async function takeForDecision(
  tx: Transaction,
  companyId: number,
  items: readonly VersionedId[],
  states: readonly MessageState[],
): Promise<{ id: string; state: MessageState; version: number }[]> {
  const given = items.map(({ id, version }) => ({ id, version }));
  const { rows } = await tx.execute<{ id: string; state: MessageState; version: number }>(sql`
    with wanted as (
      select m.message_id from message_state m
      join json_to_recordset(${jsonParameter(given)}::json) as given(id uuid, version integer)
        on m.message_id = given.id and m.version = given.version
      where m.company_id = ${companyId} and m.state = any(${sql.param([...states])}::text[])
      order by m.message_id for update of m)
    update message_state m set version = m.version + 1 from wanted
    where m.company_id = ${companyId} and m.message_id = wanted.message_id
    returning m.message_id as id, m.state, m.version`);
  return rows;
}

/** Asks for these messages to be run again; one already asked for stays as it is. @returns how many are new. */
export async function insertReprocessRequests(
  tx: Executor,
  companyId: number,
  messageIds: readonly string[],
  request: { readonly cause: string; readonly at: Date },
): Promise<number> {
  if (messageIds.length === 0) return 0;
  const rows = [...messageIds]
    .sort()
    .map((messageId) => ({ companyId, messageId, requestedAt: request.at, cause: request.cause }));
  const made = await tx
    .insert(reprocessRequest)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: reprocessRequest.messageId });
  return made.length;
}

/** The newest word on a message counts; what it replaced stands in the audit log. */
export async function upsertDecisions(tx: Transaction, rows: readonly DecisionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(messageDecision)
    .values([...rows])
    .onConflictDoUpdate({
      target: [messageDecision.companyId, messageDecision.messageId],
      set: {
        kind: sql`excluded.kind`,
        shipmentIds: sql`excluded.shipment_ids`,
        decidedBy: sql`excluded.decided_by`,
        reason: sql`excluded.reason`,
        decidedAt: sql`excluded.decided_at`,
      },
    });
}

export async function deleteDecision(
  tx: Transaction,
  companyId: number,
  messageId: string,
): Promise<boolean> {
  const gone = await tx
    .delete(messageDecision)
    .where(and(eq(messageDecision.companyId, companyId), eq(messageDecision.messageId, messageId)))
    .returning({ id: messageDecision.messageId });
  return gone.length > 0;
}

export async function selectDecision(
  db: Executor,
  companyId: number,
  messageId: string,
): Promise<DecisionRow | undefined> {
  const [row] = await db
    .select()
    .from(messageDecision)
    .where(and(eq(messageDecision.companyId, companyId), eq(messageDecision.messageId, messageId)));
  return row;
}

/** State and version of these messages, and whether they wait to run again. */
export async function selectVersions(db: Executor, companyId: number, messageIds: readonly string[]) {
  if (messageIds.length === 0) return [];
  return db
    .select({
      id: messageState.messageId,
      state: messageState.state,
      version: messageState.version,
      isQueued: sql<boolean>`${reprocessRequest.messageId} is not null`,
    })
    .from(messageState)
    .leftJoin(
      reprocessRequest,
      and(
        eq(reprocessRequest.companyId, messageState.companyId),
        eq(reprocessRequest.messageId, messageState.messageId),
      ),
    )
    .where(and(eq(messageState.companyId, companyId), inArray(messageState.messageId, [...messageIds])));
}
