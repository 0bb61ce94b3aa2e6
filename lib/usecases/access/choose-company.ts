import type { Database } from "@/db/client";
import { findCompanyBySlug, firstCompanies } from "@/db/queries/access/find-company";
import { InvalidError, NotFoundError } from "@/lib/domain/app-error";

/** The company a command is about: the one with this slug, or the only one there is. @returns its id. */
export async function chooseCompany(db: Database, slug: string | undefined): Promise<number> {
  if (slug !== undefined) {
    const row = await findCompanyBySlug(db, slug);
    if (!row) throw new NotFoundError(`There is no company "${slug}". Nothing was done.`);
    return row.id;
  }
  const [only, another] = await firstCompanies(db, 2);
  if (!only) {
    throw new NotFoundError(
      "There is no company yet. Add its first person with --company SLUG --company-name NAME.",
    );
  }
  if (another) throw new InvalidError("There are several companies. Say which one with --company SLUG.");
  return only.id;
}
