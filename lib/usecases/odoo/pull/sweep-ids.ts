import { insertHints } from "@/db/queries/odoo/insert-hints";
import { compareIds } from "@/db/queries/odoo/records";
import { nextPollAt } from "@/lib/domain/odoo/pull-clock";
import { leaseEnd, type ModelWork, SETTLED } from "./pull-deps";
import { readPages } from "./read-pages";
import { storePage } from "./store-page";

/** Gone records a transaction: each may be part of a delivery's story. */
const GONE_AT_ONCE = 5_000;

/**
 * Finds what a look by time can't: records deleted in Odoo, and any that are missing here. Masters are read again in full as well: a product's name,
 * for one, is written on its template and moves no date of the product.
 *
 * @returns how many records changed.
 */
export async function sweepIds(work: ModelWork): Promise<number> {
  const { deps, lease, plan } = work;
  const startedAt = performance.now();
  const askedAt = deps.now();
  const read = plan.pace.pace === "slow" ? await readAll(work) : await readIds(work);
  if (!read) return 0;
  const { gone, unknown } = await compareIds(deps.db, lease, plan.model, read.ids, askedAt);
  const hints = unknown.map((odooId) => ({ model: plan.model, odooId }));
  await insertHints(deps.db, lease, hints, { hintedAt: askedAt, readAfter: askedAt });
  let changed = read.changed;
  for (let start = 0; start < gone.length; start += GONE_AT_ONCE) {
    const patch = { leasedUntil: leaseEnd(deps.now()) };
    changed += await storePage(work, { records: [], gone: gone.slice(start, start + GONE_AT_ONCE), patch });
  }
  const now = deps.now();
  const tookMs = performance.now() - startedAt;
  const patch = { idSweptAt: now, polledAt: now, nextPollAt: nextPollAt(plan.pace, tookMs, now), ...SETTLED };
  await storePage(work, { records: [], patch });
  return changed;
}

interface Read {
  readonly ids: readonly number[];
  readonly changed: number;
}

async function readIds({ client, plan }: ModelWork): Promise<Read> {
  return { ids: await client.search(plan.model, plan.domain, { context: plan.context }), changed: 0 };
}

async function readAll(work: ModelWork): Promise<Read | undefined> {
  const ids: number[] = [];
  let changed = 0;
  for await (const { records } of readPages(work, [])) {
    for (const { id } of records) ids.push(id);
    const patch = { leasedUntil: leaseEnd(work.deps.now()) };
    changed += await storePage(work, { records, patch });
    if (work.deps.signal?.aborted) return undefined;
  }
  return { ids, changed };
}
