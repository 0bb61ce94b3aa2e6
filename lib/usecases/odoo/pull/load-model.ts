import { type PullRow, updatePull } from "@/db/queries/odoo/pull-lease";
import { nextPollAt, notAhead } from "@/lib/domain/odoo/pull-clock";
import { LeaseLostError, leaseEnd, type ModelWork, SETTLED } from "./pull-deps";
import { newestOf, readPages } from "./read-pages";
import { storePage } from "./store-page";

/**
 * Reads a model for the first time, page by page in the order of ids. Each page commits with the id it reaches, so a load that was cut off goes on
 * where it stood. What changes meanwhile behind that id is found by the first look afterwards: the watermark is from before the first page.
 *
 * A model that is read by other fields or another domain than it was loaded with is loaded again over what is held.
 *
 * @returns how many records were stored.
 */
export async function loadModel(work: ModelWork, pull: PullRow): Promise<number> {
  const { deps, plan } = work;
  const goesOn = pull.loadedThroughId !== null && pull.planHash === plan.hash;
  const throughId = goesOn ? (pull.loadedThroughId ?? 0) : await beginLoad(work);
  let stored = 0;
  for await (const page of readPages(work, [], throughId)) {
    const now = deps.now();
    stored += await storePage(work, {
      records: page.records,
      patch: page.isLast
        ? {
            loadedThroughId: page.throughId,
            loadedAt: now,
            polledAt: now,
            sweptAt: now,
            nextPollAt: nextPollAt(plan.pace, 0, now),
            // What was held before may be there no more, or be read no more.
            ...(pull.recordCount > 0 ? { idSweptAt: new Date(0) } : {}),
            ...SETTLED,
          }
        : { loadedThroughId: page.throughId, polledAt: now, leasedUntil: leaseEnd(now) },
      endsLoad: page.isLast,
    });
    if (deps.signal?.aborted) break;
  }
  return stored;
}

async function beginLoad({ deps, client, plan, lease }: ModelWork): Promise<number> {
  const newest = await client.searchRead(
    plan.model,
    [...plan.domain, [plan.clockField, "!=", false]],
    [plan.clockField],
    { limit: 1, order: `${plan.clockField} desc`, context: plan.context },
  );
  const expectedCount = await client.searchCount(plan.model, plan.domain, plan.context);
  const now = deps.now();
  const patch = {
    watermark: notAhead(newestOf(newest, plan.clockField, null), plan.pace.overlapMinutes, now),
    expectedCount,
    planHash: plan.hash,
    loadedThroughId: 0,
    loadStartedAt: now,
    loadedAt: null,
    leasedUntil: leaseEnd(now),
    errorClass: null,
    error: null,
    errorAt: null,
  };
  if (!(await updatePull(deps.db, lease, patch))) throw new LeaseLostError(plan.model);
  return 0;
}
