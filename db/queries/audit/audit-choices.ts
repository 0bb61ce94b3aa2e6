import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

/**
 * The distinct actions of a company's log. Hops from value to value along the (company, action, seq) index, so that the
 * cost is the number of actions and not of rows, which a plain DISTINCT would read all of.
 */
export async function distinctAuditActions(db: Executor, companyId: number): Promise<readonly string[]> {
  const found = await db.execute<{ action: string }>(sql`
    with recursive hop as (
      (select action from audit_log where company_id = ${companyId} order by action limit 1)
      union all
      select (select a.action from audit_log a where a.company_id = ${companyId} and a.action > hop.action
              order by a.action limit 1)
      from hop where hop.action is not null
    )
    select action from hop where action is not null`);
  return found.rows.map((row) => row.action);
}
