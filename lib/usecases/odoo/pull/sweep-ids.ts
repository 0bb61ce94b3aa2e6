import { insertHints } from "@/db/queries/odoo/insert-hints";
import { compareIds, type IdRange } from "@/db/queries/odoo/records";
import { nextPollAt } from "@/lib/domain/odoo/pull-clock";
import { askForMissing, mostHidden } from "./missing-records";
import { leaseEnd, type ModelWork, SETTLED } from "./pull-deps";
import { readPages } from "./read-pages";
import { renewLease } from "./renew-lease";
import { storePage } from "./store-page";

/** Gone records a transaction: each may be part of a delivery's story. */
const GONE_AT_ONCE = 5_000;
/** Ids a call: some tenths of a second in Odoo, half a megabyte. */
const IDS_AT_ONCE = 50_000;

/**
 * Finds what a look by time can't: records deleted in Odoo, and any that are missing here. Masters are read again in full as well: a product's name,
 * for one, is written on its template and moves no date of the product.
 *
 * @param idsAtOnce ids of one range.
 * @returns how many records changed.
 * @throws {HiddenRecordsError} when too many became invisible at once; nothing was marked.
 */
export async function sweepIds(
  work: ModelWork,
  pull: { readonly recordCount: number },
  idsAtOnce = IDS_AT_ONCE,
): Promise<number> {
  const { deps, lease, plan } = work;
  const startedAt = performance.now();
  const missing: number[] = [];
  let changed = 0;
  let after = 0;
  for await (const range of plan.pace.pace === "slow" ? fullPages(work) : idPages(work, idsAtOnce)) {
    const { gone, unknown } = await compareIds(
      deps.db,
      lease,
      plan.model,
      { ...range, after },
      range.askedAt,
    );
    missing.push(...gone);
    const hints = unknown.map((odooId) => ({ model: plan.model, odooId }));
    await insertHints(deps.db, lease, hints, { hintedAt: range.askedAt, readAfter: range.askedAt });
    changed += range.changed;
    after = range.through ?? after;
    if (deps.signal?.aborted) return changed;
  }
  const { gone, outOfScope } = await askForMissing(work, missing, mostHidden(pull.recordCount));
  for (const part of ["gone", "outOfScope"] as const) {
    const ids = part === "gone" ? gone : outOfScope;
    for (let start = 0; start < ids.length; start += GONE_AT_ONCE) {
      const patch = { leasedUntil: leaseEnd(deps.now()) };
      const some = ids.slice(start, start + GONE_AT_ONCE);
      changed += await storePage(work, { records: [], [part]: some, patch });
    }
  }
  const now = deps.now();
  const tookMs = performance.now() - startedAt;
  const patch = { idSweptAt: now, polledAt: now, nextPollAt: nextPollAt(plan.pace, tookMs, now), ...SETTLED };
  const settled = { ...patch, idSweepFailedAt: null, idSweepError: null };
  await storePage(work, { records: [], patch: settled });
  return changed;
}

interface SeenRange extends Omit<IdRange, "after"> {
  readonly askedAt: Date;
  readonly changed: number;
}

/** Ids alone, range by range: neither one answer nor one statement has to hold them all. */
async function* idPages(work: ModelWork, limit: number): AsyncGenerator<SeenRange> {
  const { deps, client, plan } = work;
  let after = 0;
  for (;;) {
    const askedAt = deps.now();
    const options = { limit, order: "id", context: plan.context };
    const ids = await client.search(plan.model, [...plan.domain, ["id", ">", after]], options);
    const isLast = plan.shortPages ? ids.length === 0 : ids.length < limit;
    const through = isLast ? null : (ids.at(-1) ?? after);
    yield { ids, through, askedAt, changed: 0 };
    if (through === null) return;
    after = through;
    await renewLease(work);
  }
}

async function* fullPages(work: ModelWork): AsyncGenerator<SeenRange> {
  let askedAt = work.deps.now();
  for await (const { records, throughId, isLast } of readPages(work, [])) {
    const patch = { leasedUntil: leaseEnd(work.deps.now()) };
    const changed = await storePage(work, { records, patch });
    yield { ids: records.map(({ id }) => id), through: isLast ? null : throughId, askedAt, changed };
    askedAt = work.deps.now();
  }
}
