import type { OdooDomain, OdooRecord } from "@/lib/connectors/odoo/client/odoo-client";
import { type ModelWork, PAGE_SIZE } from "./pull-deps";

export interface ReadPage {
  readonly records: readonly OdooRecord[];
  /** Highest id so far. */
  readonly throughId: number;
  readonly isLast: boolean;
}

/**
 * Records that fit the plan and `extra`, above `afterId`, a page of 1,000 at a time in the order of their ids. The last page may be empty. The order
 * of `write_date` would not do: Odoo compares whole seconds and sorts by microseconds.
 */
export async function* readPages(
  { client, plan }: ModelWork,
  extra: OdooDomain,
  afterId = 0,
): AsyncGenerator<ReadPage> {
  let throughId = afterId;
  for (;;) {
    const records = await client.searchRead(
      plan.model,
      [...plan.domain, ...extra, ["id", ">", throughId]],
      plan.fields,
      { limit: PAGE_SIZE, order: "id", context: plan.context },
    );
    throughId = records.at(-1)?.id ?? throughId;
    const isLast = plan.shortPages ? records.length === 0 : records.length < PAGE_SIZE;
    yield { records, throughId, isLast };
    if (isLast) return;
  }
}

/** The highest time of these, as Odoo wrote it. */
export function newestOf(records: readonly OdooRecord[], field: string, soFar: string | null): string | null {
  let newest = soFar;
  for (const record of records) {
    const at = record[field];
    if (typeof at === "string" && (newest === null || at > newest)) newest = at;
  }
  return newest;
}
