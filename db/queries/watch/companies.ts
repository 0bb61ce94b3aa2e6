import { asc } from "drizzle-orm";
import type { Executor } from "../../client";
import { company } from "../../schema/access";

/** Every company: a watcher looks after all of them. */
export async function selectCompanyIds(db: Executor): Promise<number[]> {
  const rows = await db.select({ id: company.id }).from(company).orderBy(asc(company.id));
  return rows.map(({ id }) => id);
}
