import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { signInAttempt } from "../../schema/access";

/** Puts tries for one key in a row until commit, so that a burst of them can't all slip under the limit. */
export async function lockSignInKey(tx: Executor, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7))`);
}

export async function failuresSince(tx: Executor, key: string, since: Date): Promise<readonly Date[]> {
  const rows = await tx
    .select({ failedAt: signInAttempt.failedAt })
    .from(signInAttempt)
    .where(and(eq(signInAttempt.key, key), gt(signInAttempt.failedAt, since)));
  return rows.map((row) => row.failedAt);
}

/** @returns the row's id, to take it back when the password was right after all. */
export async function insertAttempt(tx: Executor, key: string, failedAt: Date): Promise<number> {
  const rows = await tx.insert(signInAttempt).values({ key, failedAt }).returning({ id: signInAttempt.id });
  const row = rows[0];
  if (!row) throw new Error("insert of a sign-in attempt returned no row");
  return row.id;
}

export async function deleteAttempt(tx: Executor, id: number): Promise<void> {
  await tx.delete(signInAttempt).where(eq(signInAttempt.id, id));
}

export async function deleteAttemptsOf(tx: Executor, key: string): Promise<void> {
  await tx.delete(signInAttempt).where(eq(signInAttempt.key, key));
}

/** Rows that no longer count; the key index keeps this cheap because it runs per key. */
export async function deleteAttemptsBefore(tx: Executor, key: string, before: Date): Promise<void> {
  await tx.delete(signInAttempt).where(and(eq(signInAttempt.key, key), lt(signInAttempt.failedAt, before)));
}
