import { asc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { company } from "../../schema/access";

export type CompanyRow = typeof company.$inferSelect;

export async function findCompanyBySlug(db: Executor, slug: string): Promise<CompanyRow | undefined> {
  const rows = await db.select().from(company).where(eq(company.slug, slug));
  return rows[0];
}

/** Up to `limit` companies, oldest first: enough to tell none, one and several apart. */
export async function firstCompanies(db: Executor, limit: number): Promise<readonly CompanyRow[]> {
  return db.select().from(company).orderBy(asc(company.id)).limit(limit);
}
