import { desc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { messageState } from "../../schema/inbox";

/** When the newest message of a company was received; one step on an index. */
export async function selectLastMessageAt(db: Executor, companyId: number): Promise<Date | null> {
  const [row] = await db
    .select({ receivedAt: messageState.receivedAt })
    .from(messageState)
    .where(eq(messageState.companyId, companyId))
    .orderBy(desc(messageState.receivedAt))
    .limit(1);
  return row?.receivedAt ?? null;
}
