import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface StoredClockCounts {
  readonly atRisk: number;
  readonly broken: number;
  readonly paused: number;
}

/** How many promises are at risk, broken and running, and standing still; each counted in its index up to `limit`. */
export async function countClocks(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<StoredClockCounts> {
  const { rows } = await db.execute<{ atRisk: number; broken: number; paused: number }>(sql`
    select (select count(*)::int from (select 1 from clock where company_id = ${companyId} and state = 'at_risk' limit ${limit}) a) as "atRisk",
      (select count(*)::int from (select 1 from clock where company_id = ${companyId} and state = 'breached' and stopped_at is null limit ${limit}) b) as broken,
      (select count(*)::int from (select 1 from clock where company_id = ${companyId} and state = 'paused' limit ${limit}) p) as paused`);
  return rows[0] ?? { atRisk: 0, broken: 0, paused: 0 };
}
