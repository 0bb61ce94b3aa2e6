import { and, asc, eq, gte, lt } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";
import { messageState, waitingReference } from "../../schema/inbox";
import { AFTER_EVERY_TEXT } from "./find-references";

/** Messages that wait for a shipment under a reference that begins with `lookup`. */
export async function findWaitingMessages(db: Executor, companyId: number, lookup: string, limit: number) {
  return db
    .select({
      messageId: waitingReference.messageId,
      type: waitingReference.type,
      lookup: waitingReference.lookup,
      sinceAt: waitingReference.sinceAt,
      documents: messageState.documents,
      connectionName: connection.name,
    })
    .from(waitingReference)
    .innerJoin(
      messageState,
      and(
        eq(messageState.companyId, waitingReference.companyId),
        eq(messageState.messageId, waitingReference.messageId),
      ),
    )
    .innerJoin(
      connection,
      and(eq(connection.id, messageState.connectionId), eq(connection.companyId, messageState.companyId)),
    )
    .where(
      and(
        eq(waitingReference.companyId, companyId),
        gte(waitingReference.lookup, lookup),
        lt(waitingReference.lookup, lookup + AFTER_EVERY_TEXT),
      ),
    )
    .orderBy(asc(waitingReference.lookup), asc(waitingReference.sinceAt))
    .limit(limit);
}
