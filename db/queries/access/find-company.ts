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

/** Makes the company unless its slug is taken. @returns the row with that slug, whoever made it. */
export async function insertCompanyOnce(
  db: Executor,
  values: { readonly slug: string; readonly name: string; readonly defaultZone: string },
): Promise<CompanyRow> {
  await db.insert(company).values(values).onConflictDoNothing({ target: company.slug });
  const row = await findCompanyBySlug(db, values.slug);
  if (!row) throw new Error(`company ${values.slug} is not there after it was made`);
  return row;
}
