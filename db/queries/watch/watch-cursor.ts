import { sql } from "drizzle-orm";
import type { Transaction } from "../../client";

/** A place in the order of changes; the moment as Postgres writes it, microseconds included. */
export interface WatchPosition {
  readonly changedAt: string;
  readonly subjectId: string;
}

export interface WatchCursor extends WatchPosition {
  readonly watcher: string;
  readonly sweptAt: string | null;
}

/** Where a watcher stands, held by this transaction; undefined while another worker holds it. A new one begins at the beginning. */
export async function takeCursor(tx: Transaction, watcher: string): Promise<WatchCursor | undefined> {
  await tx.execute(sql`
    insert into watch_cursor (watcher, changed_at, subject_id) values (${watcher}, 'epoch', '00000000-0000-0000-0000-000000000000')
    on conflict do nothing`);
  const { rows } = await tx.execute<WatchCursor & Record<string, unknown>>(sql`
    select watcher, changed_at::text as "changedAt", subject_id as "subjectId", swept_at::text as "sweptAt"
    from watch_cursor where watcher = ${watcher} for update skip locked`);
  return rows[0];
}

export async function moveCursor(tx: Transaction, watcher: string, to: WatchPosition): Promise<void> {
  await tx.execute(sql`
    update watch_cursor set changed_at = ${to.changedAt}::timestamptz, subject_id = ${to.subjectId}::uuid where watcher = ${watcher}`);
}

export async function noteSweep(tx: Transaction, watcher: string, at: Date): Promise<void> {
  await tx.execute(
    sql`update watch_cursor set swept_at = ${at.toISOString()}::timestamptz where watcher = ${watcher}`,
  );
}
