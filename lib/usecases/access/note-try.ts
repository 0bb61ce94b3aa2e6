import type { Database, Transaction } from "@/db/client";
import {
  deleteAttempt,
  deleteAttemptsBefore,
  failuresSince,
  insertAttempt,
  lockSignInKey,
} from "@/db/queries/access/sign-in-attempt";
import { inTransaction } from "@/db/transaction";
import { signInWaitMs, THROTTLE_WINDOW_MS, type ThrottleKind } from "@/lib/domain/access/sign-in-throttle";
import { RateLimitedError } from "@/lib/domain/app-error";

export interface NotedTry {
  /** The password was right: this was no failure. */
  readonly takeBack: (tx: Transaction) => Promise<void>;
}

/**
 * Notes a try as a failure before the password is looked at, so that a burst in parallel is counted in full.
 * @throws {RateLimitedError} when this key must wait; the try is then not noted.
 */
export async function noteTry(db: Database, kind: ThrottleKind, key: string, now: Date): Promise<NotedTry> {
  const windowStart = new Date(now.getTime() - THROTTLE_WINDOW_MS);
  const id = await inTransaction(db, async (tx) => {
    await lockSignInKey(tx, key);
    const waitMs = signInWaitMs(kind, await failuresSince(tx, key, windowStart), now);
    if (waitMs > 0) {
      throw new RateLimitedError(
        "Too many tries. Wait a moment; your account is not locked for good.",
        waitMs,
      );
    }
    await deleteAttemptsBefore(tx, key, windowStart);
    return insertAttempt(tx, key, now);
  });
  return { takeBack: (tx) => deleteAttempt(tx, id) };
}
