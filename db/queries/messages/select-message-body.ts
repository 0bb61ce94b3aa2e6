import { and, eq, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { inboxMessage, messageState } from "../../schema/inbox";

export interface MessageBody {
  readonly body: Buffer;
  readonly sizeBytes: number;
  readonly contentEncoding: string | null;
  readonly contentType: string | null;
  readonly fileName: string | null;
  /** Null until the pipeline has read the message. */
  readonly format: string | null;
}

/** The stored bytes of one message, at most `limitBytes` of them when they are not compressed (a cut gzip can't be read). */
export async function selectMessageBody(
  db: Executor,
  { companyId, messageId, limitBytes }: { companyId: number; messageId: string; limitBytes: number },
): Promise<MessageBody | undefined> {
  const [row] = await db
    .select({
      body: sql<Buffer>`case when ${inboxMessage.contentEncoding} = 'gzip' then ${inboxMessage.body}
        else substring(${inboxMessage.body} from 1 for ${limitBytes}::int) end`,
      sizeBytes: inboxMessage.sizeBytes,
      contentEncoding: inboxMessage.contentEncoding,
      contentType: inboxMessage.contentType,
      fileName: inboxMessage.fileName,
      format: messageState.format,
    })
    .from(inboxMessage)
    .leftJoin(
      messageState,
      and(eq(messageState.companyId, inboxMessage.companyId), eq(messageState.messageId, inboxMessage.id)),
    )
    .where(and(eq(inboxMessage.companyId, companyId), eq(inboxMessage.id, messageId)));
  return row;
}
