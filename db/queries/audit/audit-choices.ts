import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "../../client";

/** The distinct actions of a company's log. */
export async function distinctAuditActions(db: Executor, companyId: number): Promise<readonly string[]> {
  return distinctOf(db, companyId, sql`action`);
}

/** The distinct kinds of what was decided on. */
export async function distinctAuditSubjects(db: Executor, companyId: number): Promise<readonly string[]> {
  return distinctOf(db, companyId, sql`subject_kind`);
}

/**
 * Hops from value to value along the index that begins with (company, column), so that the cost is the number of values and not
 * of rows, which a plain DISTINCT would read all of.
 */
async function distinctOf(db: Executor, companyId: number, column: SQL): Promise<readonly string[]> {
  const found = await db.execute<{ value: string }>(sql`
    with recursive hop as (
      (select ${column} as value from audit_log where company_id = ${companyId} order by ${column} limit 1)
      union all
      select (select ${column} from audit_log a where a.company_id = ${companyId} and ${column} > hop.value
              order by ${column} limit 1)
      from hop where hop.value is not null
    )
    select value from hop where value is not null`);
  return found.rows.map((row) => row.value);
}
