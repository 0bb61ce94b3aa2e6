import { sql } from "drizzle-orm";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { Executor } from "../../client";

/**
 * How many commands of each state there are, none counted beyond `limit`: at most `limit` index entries a state. The order asks for the index: without
 * it the planner hopes to meet `limit` rows early in the table and reads all of it for a rare state (255 ms instead of 0.5 at 200,000 commands).
 */
export async function countCommandStates(
  db: Executor,
  { companyId, states, limit }: { companyId: number; states: readonly CommandState[]; limit: number },
): Promise<Map<CommandState, number>> {
  const { rows } = await db.execute<{ state: CommandState; count: number }>(sql`
    select wanted.state, counted.count from unnest(${sql.param([...states])}::text[]) as wanted(state)
    cross join lateral (select count(*)::int as count from (select from command k
      where k.company_id = ${companyId} and k.state = wanted.state
      order by k.requested_at limit ${limit}) bounded) counted`);
  return new Map(rows.map((row) => [row.state, row.count]));
}
