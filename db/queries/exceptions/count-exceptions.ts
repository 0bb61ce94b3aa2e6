import { eq, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { exceptionCount } from "../../schema/exception";

/** The kept counts of a company by key (`state:open`, `kind:late_delivery:open`), slots added up. */
export async function selectExceptionCounts(db: Executor, companyId: number): Promise<Map<string, number>> {
  const rows = await db
    .select({ key: exceptionCount.key, count: sql<number>`sum(${exceptionCount.count})::bigint` })
    .from(exceptionCount)
    .where(eq(exceptionCount.companyId, companyId))
    .groupBy(exceptionCount.key);
  return new Map(rows.map((row) => [row.key, Number(row.count)]));
}

export interface PersonalCounts {
  readonly mine: number;
  readonly unassigned: number;
  readonly resolved: number;
}

/** Counts that depend on who asks and on the day; none costs more than `limit` index entries a state. */
export async function countForPerson(
  db: Executor,
  given: { companyId: number; personId: string; resolvedSince: Date; limit: number },
): Promise<PersonalCounts> {
  const { companyId, personId, resolvedSince, limit } = given;
  const open = sql`company_id = ${companyId} and state in ('open', 'acknowledged')`;
  const { rows } = await db.execute<PersonalCounts & Record<string, unknown>>(sql`
    select (select count(*)::int from (select 1 from exception where ${open} and assignee_id = ${personId} limit ${limit}) x) as mine,
      (select count(*)::int from (select 1 from exception where ${open} and assignee_id is null limit ${limit}) x) as unassigned,
      (select count(*)::int from (select 1 from exception where company_id = ${companyId} and state = 'resolved'
        and resolved_at >= ${resolvedSince.toISOString()}::timestamptz limit ${limit}) x) as resolved`);
  return rows[0] ?? { mine: 0, unassigned: 0, resolved: 0 };
}
