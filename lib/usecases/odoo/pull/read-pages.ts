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
 *
 * Of some models Odoo takes a page first and leaves out afterwards what the reader may not see: a page that is short, or even empty, may have more
 * behind it. There the end is when Odoo knows no further id, asked without a limit.
 */
export async function* readPages(work: ModelWork, extra: OdooDomain, afterId = 0): AsyncGenerator<ReadPage> {
  const { client, plan } = work;
  let throughId = afterId;
  for (;;) {
    const above: OdooDomain = [...plan.domain, ...extra, ["id", ">", throughId]];
    const options = { limit: PAGE_SIZE, order: "id", context: plan.context };
    const records = await client.searchRead(plan.model, above, plan.fields, options);
    throughId = records.at(-1)?.id ?? throughId;
    // A first load has many short pages, each with all the rest behind it: there only an empty one is looked behind.
    const isEnd = plan.shortPages && extra.length === 0 ? records.length === 0 : records.length < PAGE_SIZE;
    const left = isEnd && plan.shortPages ? await idsAbove(work, extra, throughId) : [];
    const isLast = isEnd && left.length === 0;
    yield { records, throughId, isLast };
    if (isEnd) yield* pagesOfIds(work, left);
    if (isEnd) return;
  }
}

async function idsAbove(
  { client, plan }: ModelWork,
  extra: OdooDomain,
  id: number,
): Promise<readonly number[]> {
  return client.search(plan.model, [...plan.domain, ...extra, ["id", ">", id]], {
    order: "id",
    context: plan.context,
  });
}

async function* pagesOfIds({ client, plan }: ModelWork, ids: readonly number[]): AsyncGenerator<ReadPage> {
  for (let start = 0; start < ids.length; start += PAGE_SIZE) {
    const some = ids.slice(start, start + PAGE_SIZE);
    const records = await client.searchRead(plan.model, [...plan.domain, ["id", "in", some]], plan.fields, {
      limit: some.length,
      order: "id",
      context: plan.context,
    });
    yield { records, throughId: some.at(-1) ?? 0, isLast: start + PAGE_SIZE >= ids.length };
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
