import type { Database } from "@/db/client";
import { findSession, revokeSession } from "@/db/queries/access/session";
import { inTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { actorOf } from "./start-session";

/** Signs out. Ending a session that has ended changes nothing. */
export async function endSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const session = await findSession(tx, sessionId);
    const ended = await revokeSession(tx, { id: sessionId, at: now });
    if (!session || !ended) return;
    const actor = actorOf({ ...session, id: session.userId });
    await appendAudit(
      tx,
      actor,
      { action: "session.end", subject: { kind: "user", id: session.userId } },
      now,
    );
  });
}
