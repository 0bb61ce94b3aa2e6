import { z } from "zod";
import { ROLES } from "@/lib/domain/access/role";
import { SOURCE_KINDS, SYSTEMS } from "@/lib/domain/catalogue/catalogue";

export const CATALOGUE_TABS = ["objects", "milestones", "interfaces", "changes"] as const;
export type CatalogueTab = (typeof CATALOGUE_TABS)[number];

export const CATALOGUE_FORMATS = ["csv", "markdown"] as const;
export type CatalogueFormat = (typeof CATALOGUE_FORMATS)[number];

const catalogueQuerySchema = z.object({
  tab: z.enum(CATALOGUE_TABS).catch("objects").default("objects"),
  system: z.enum(SYSTEMS).optional().catch(undefined),
  source: z.enum(SOURCE_KINDS).optional().catch(undefined),
  role: z.enum(ROLES).optional().catch(undefined),
  q: z.string().trim().min(1).max(80).optional().catch(undefined),
});
export type CatalogueQuery = z.infer<typeof catalogueQuerySchema>;

/** What an address says; what is no filter of ours, or not one value, is as if it were not there. */
export function readCatalogueQuery(
  params: Readonly<Record<string, string | string[] | undefined>>,
): CatalogueQuery {
  return catalogueQuerySchema.parse(params);
}

/** The address of the page with `changes` applied. */
export function catalogueHref(query: CatalogueQuery, changes: Partial<CatalogueQuery> = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    if (value !== undefined && !(name === "tab" && value === "objects")) params.set(name, value);
  }
  return params.size === 0 ? "/catalogue" : `/catalogue?${params}`;
}
