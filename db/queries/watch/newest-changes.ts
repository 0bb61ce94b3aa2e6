import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

/** When an exception of each company last changed, from the end of an index. */
export async function selectNewestChanges(db: Executor): Promise<Map<number, string>> {
  const { rows } = await db.execute<{ id: number; at: string }>(sql`
    select c.id, e.at from company c cross join lateral (
      select changed_at::text as at from exception where company_id = c.id order by changed_at desc, id desc limit 1) e`);
  return new Map(rows.map(({ id, at }) => [id, at]));
}
