import type { CsvStatusMapping } from "@/lib/domain/message/parsed-message";
import type { ReferenceType } from "@/lib/domain/reference/reference";

/** Where each mapped field stands in the file, 0-based. */
export interface Columns {
  readonly width: number;
  readonly status: number;
  readonly occurredAt: number;
  /** In order of trust: the mapping's reference column, then the further ones. */
  readonly references: readonly { readonly index: number; readonly type: ReferenceType }[];
  readonly eventId?: number;
  readonly voids?: number;
  readonly city?: number;
  readonly region?: number;
  readonly country?: number;
  readonly note?: number;
}

export interface MissingColumn {
  readonly field: string;
  readonly column: string;
  readonly required: boolean;
}

const OPTIONAL = ["eventId", "voids", "city", "region", "country", "note"] as const;

/**
 * Finds the mapping's columns in a header row. Names match trimmed and without regard to case.
 *
 * @returns the columns, or null when a required one is missing; every missing column is named either way.
 */
export function findColumns(
  header: readonly string[],
  mapping: CsvStatusMapping,
): { columns: Columns | null; missing: readonly MissingColumn[] } {
  const missing: MissingColumn[] = [];
  const find = (field: string, column: string, required: boolean): number | undefined => {
    const wanted = column.trim().toLowerCase();
    const index = header.findIndex((name) => name.trim().toLowerCase() === wanted);
    if (index >= 0) return index;
    missing.push({ field, column, required });
    return undefined;
  };
  const status = find("status", mapping.columns.status, true);
  const occurredAt = find("occurredAt", mapping.columns.occurredAt, true);
  const reference = find("reference", mapping.columns.reference, true);
  const further = Object.entries(mapping.moreReferences ?? {}).flatMap(([column, type]) => {
    const index = find(`reference ${type}`, column, false);
    return index === undefined ? [] : [{ index, type }];
  });
  const optional: Partial<Record<(typeof OPTIONAL)[number], number>> = {};
  for (const field of OPTIONAL) {
    const column = mapping.columns[field];
    const index = column ? find(field, column, false) : undefined;
    if (index !== undefined) optional[field] = index;
  }
  if (status === undefined || occurredAt === undefined || reference === undefined) {
    return { columns: null, missing };
  }
  const references = [{ index: reference, type: mapping.referenceType }, ...further];
  return { columns: { width: header.length, status, occurredAt, references, ...optional }, missing };
}
