import type { Database } from "@/db/client";
import { type CompanyRow, findCompanyBySlug, firstCompanies } from "@/db/queries/access/find-company";
import { NotFoundError } from "@/lib/domain/app-error";

/** More tenants than one database of ours holds. */
const MOST = 100_000;

/** The company with this slug, or all of them. */
export async function listCompanies(db: Database, slug: string | undefined): Promise<readonly CompanyRow[]> {
  if (slug === undefined) return firstCompanies(db, MOST);
  const row = await findCompanyBySlug(db, slug);
  if (!row) throw new NotFoundError(`There is no company "${slug}". Nothing was done.`);
  return [row];
}
