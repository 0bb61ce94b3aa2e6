import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

/** How many messages of each rank there are, none counted beyond `limit`: an index-only scan of at most `limit` entries a rank. */
export async function countRanks(
  db: Executor,
  { companyId, ranks, limit }: { companyId: number; ranks: readonly number[]; limit: number },
): Promise<Map<number, number>> {
  const { rows } = await db.execute<{ rank: number; count: number }>(sql`
    select wanted.rank, counted.count from unnest(${sql.param([...ranks])}::smallint[]) as wanted(rank)
    cross join lateral (select count(*)::int as count from (select from message_state m
      where m.company_id = ${companyId} and m.rank = wanted.rank limit ${limit}) bounded) counted`);
  return new Map(rows.map((row) => [row.rank, row.count]));
}

/** The reason codes of the newest messages of these ranks, most frequent first; `scanLimit` bounds the look. */
export async function selectReasonCodes(
  db: Executor,
  { companyId, ranks, scanLimit }: { companyId: number; ranks: readonly number[]; scanLimit: number },
): Promise<string[]> {
  const { rows } = await db.execute<{ code: string }>(sql`
    select reason_code as code from unnest(${sql.param([...ranks])}::smallint[]) as wanted(rank)
    cross join lateral (select reason_code from message_state m where m.company_id = ${companyId} and m.rank = wanted.rank
      order by m.received_at desc limit ${scanLimit}) newest
    where reason_code is not null group by reason_code order by count(*) desc, reason_code limit 40`);
  return rows.map((row) => row.code);
}
