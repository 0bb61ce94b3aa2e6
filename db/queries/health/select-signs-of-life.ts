import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface SignsOfLife {
  /** Null: no worker has been heard of within a day. */
  readonly workerSeenSecondsAgo: number | null;
}

/** When any worker was last heard of, by the database's own clock. Fails when the database is away. */
export async function selectSignsOfLife(db: Executor): Promise<SignsOfLife> {
  const { rows } = await db.execute<{ seconds: number | null }>(sql`
    select extract(epoch from now() - max(seen_at))::float8 as seconds from worker_heartbeat where not stopping`);
  const seconds = rows[0]?.seconds ?? null;
  return { workerSeenSecondsAgo: seconds === null ? null : Math.max(0, Math.round(seconds)) };
}
