import { and, desc, eq, sql } from "drizzle-orm";
import type { CatalogueEntry, CatalogueKey, CatalogueTerms } from "@/lib/domain/catalogue/catalogue";
import type { Executor } from "../../client";
import { catalogueChange, catalogueVersion } from "../../schema/catalogue";

export type CatalogueVersionRow = typeof catalogueVersion.$inferSelect;
export type CatalogueChangeRow = typeof catalogueChange.$inferSelect;

/** The newest version a company wrote of each entry; what nobody changed is not there. One index scan. */
export async function selectNewestVersions(
  db: Executor,
  companyId: number,
): Promise<
  (CatalogueEntry & Pick<CatalogueVersionRow, "askedBy" | "approvedBy"> & { readonly approvedAt: string })[]
> {
  const { rows } = await db.execute<{
    key: CatalogueKey;
    version: number;
    terms: CatalogueTerms;
    askedBy: string;
    approvedBy: string;
    approvedAt: string;
  }>(sql`
    select distinct on (key) key, version, terms, asked_by as "askedBy", approved_by as "approvedBy",
      to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "approvedAt"
    from catalogue_version where company_id = ${companyId} order by key, version desc`);
  return rows;
}

/** Adds a version. @returns false when there is one of that number: someone was quicker. */
export async function insertVersion(db: Executor, row: CatalogueVersionRow): Promise<boolean> {
  const added = await db
    .insert(catalogueVersion)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: catalogueVersion.version });
  return added.length === 1;
}

/** Asks for a change. @returns false when one of the same entry is open already. */
export async function insertChange(db: Executor, row: CatalogueChangeRow): Promise<boolean> {
  const added = await db
    .insert(catalogueChange)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: catalogueChange.id });
  return added.length === 1;
}

/** One change, locked until commit. */
export async function lockChange(
  db: Executor,
  where: { readonly companyId: number; readonly id: string },
): Promise<CatalogueChangeRow | undefined> {
  const rows = await db
    .select()
    .from(catalogueChange)
    .where(and(eq(catalogueChange.companyId, where.companyId), eq(catalogueChange.id, where.id)))
    .for("update");
  return rows[0];
}

export async function decideChange(
  db: Executor,
  { companyId, id }: { readonly companyId: number; readonly id: string },
  decided: Pick<CatalogueChangeRow, "state" | "decidedBy" | "decidedAt" | "comment">,
): Promise<void> {
  await db
    .update(catalogueChange)
    .set(decided)
    .where(and(eq(catalogueChange.companyId, companyId), eq(catalogueChange.id, id)));
}

/** Open changes first, then the last decided ones. */
export async function selectChanges(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<CatalogueChangeRow[]> {
  return db
    .select()
    .from(catalogueChange)
    .where(eq(catalogueChange.companyId, companyId))
    .orderBy(sql`(state = 'open') desc`, desc(catalogueChange.askedAt), desc(catalogueChange.id))
    .limit(limit);
}
