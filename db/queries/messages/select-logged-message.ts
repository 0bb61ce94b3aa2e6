import { and, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { inboxMessage } from "../../schema/inbox";
import type { LoggedMessage } from "../pipeline/claim-batch";

/** One message as the pipeline reads it, bytes included. */
export async function selectLoggedMessage(
  db: Executor,
  companyId: number,
  messageId: string,
): Promise<LoggedMessage | undefined> {
  const [row] = await db
    .select({
      companyId: inboxMessage.companyId,
      id: inboxMessage.id,
      connectionId: inboxMessage.connectionId,
      body: inboxMessage.body,
      contentEncoding: inboxMessage.contentEncoding,
      fileName: inboxMessage.fileName,
      sizeBytes: inboxMessage.sizeBytes,
      conflictWith: inboxMessage.conflictWith,
      receivedAt: inboxMessage.receivedAt,
      traceId: inboxMessage.traceId,
    })
    .from(inboxMessage)
    .where(and(eq(inboxMessage.companyId, companyId), eq(inboxMessage.id, messageId)));
  return row;
}
