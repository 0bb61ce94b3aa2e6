import type { Transaction } from "@/db/client";
import { selectCompanyIds } from "@/db/queries/watch/companies";
import { moveCursor, noteSweep, takeCursor, type WatchPosition } from "@/db/queries/watch/watch-cursor";
import { inTransaction } from "@/db/transaction";
import type { SubjectKind } from "@/lib/domain/exception/exception";
import { lookAt, type PlainSubject, type WatchDeps } from "./look-at";

const BATCH = 1_000;
const SWEEP_EVERY_MS = 600_000;

export interface Follower<Row extends WatchPosition> {
  readonly name: string;
  readonly subjectKind: SubjectKind;
  /**
   * How long after a change it is looked at. More than once: a change may be committed behind a later one, and some rules wait for their grace.
   * Nothing is read again in between, so that waiting costs nothing.
   */
  readonly lagsMs: readonly number[];
  readonly changed: (tx: Transaction, from: WatchPosition, upTo: Date, limit: number) => Promise<Row[]>;
  /** What was missed after all. For a full pass now and then. */
  readonly missed: (tx: Transaction, companyId: number, now: Date, limit: number) => Promise<Row[]>;
  readonly toSubjects: (rows: readonly Row[], now: Date) => readonly PlainSubject[];
}

/** The next batch at each lag, and a part of the full pass when it is due. @returns true when there is more at once. */
export async function followChanges<Row extends WatchPosition>(
  { db, now }: WatchDeps,
  follower: Follower<Row>,
): Promise<boolean> {
  let more = false;
  for (const lagMs of follower.lagsMs)
    more = (await inTransaction(db, (tx) => followOnce(tx, follower, lagMs, now()))) || more;
  return (await inTransaction(db, (tx) => sweepOnce(tx, follower, now()))) || more;
}

async function followOnce<Row extends WatchPosition>(
  tx: Transaction,
  follower: Follower<Row>,
  lagMs: number,
  now: Date,
): Promise<boolean> {
  const cursor = await takeCursor(tx, `${follower.name} +${lagMs / 1_000} s`);
  if (!cursor) return false;
  const rows = await follower.changed(tx, cursor, new Date(now.getTime() - lagMs), BATCH);
  const last = rows.at(-1);
  if (!last) return false;
  await lookAt(tx, follower.subjectKind, follower.toSubjects(rows, now), now);
  await moveCursor(tx, cursor.watcher, last);
  return rows.length === BATCH;
}

async function sweepOnce<Row extends WatchPosition>(
  tx: Transaction,
  follower: Follower<Row>,
  now: Date,
): Promise<boolean> {
  const cursor = await takeCursor(tx, `${follower.name} in full`);
  if (!cursor) return false;
  const sweptAt = cursor.sweptAt === null ? 0 : Date.parse(cursor.sweptAt);
  if (now.getTime() - sweptAt < SWEEP_EVERY_MS) return false;
  for (const companyId of await selectCompanyIds(tx)) {
    const rows = await follower.missed(tx, companyId, now, BATCH);
    const changed = await lookAt(tx, follower.subjectKind, follower.toSubjects(rows, now), now);
    // What a look does not change would be found again and again.
    if (rows.length >= BATCH && changed > 0) return true;
  }
  await noteSweep(tx, cursor.watcher, now);
  return false;
}
