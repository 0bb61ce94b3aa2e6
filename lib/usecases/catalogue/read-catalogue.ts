import type { Executor } from "@/db/client";
import { selectNewestVersions } from "@/db/queries/catalogue/catalogue";
import { type CatalogueEntry, type CatalogueKey, entriesInForce } from "@/lib/domain/catalogue/catalogue";
import { CATALOGUE_SEEDS } from "@/lib/domain/catalogue/seeds";

/** What holds in a company now: as delivered, and every version it approved since. */
export async function readCatalogue(
  db: Executor,
  companyId: number,
): Promise<Map<CatalogueKey, CatalogueEntry>> {
  return entriesInForce(CATALOGUE_SEEDS, await selectNewestVersions(db, companyId));
}
