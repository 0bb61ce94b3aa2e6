import type { Database, Transaction } from "@/db/client";
import {
  claimSweep,
  lockComparison,
  moveComparison,
  selectChangedQuants,
  selectKeysOfProducts,
} from "@/db/queries/stock/follow-quants";
import { type ComparableOdoo, listComparable } from "@/db/queries/stock/list-comparable";
import {
  type StatementKey,
  selectDue,
  selectKeysAfter,
  takeComparison,
} from "@/db/queries/stock/read-statements";
import { markSearched, selectCompleteLists, stateUnlisted } from "@/db/queries/stock/state-unlisted";
import { inTransaction, isDatabaseAway } from "@/db/transaction";
import { ODOO_STALE_MS, type QuantPosition } from "@/lib/domain/stock/discrepancy";
import { locationNames } from "@/lib/domain/stock/on-hand";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/instant";
import { errorFields, log } from "@/lib/log";
import { compareProducts } from "./compare-products";

/** When a changed quant is looked at the second time: no transaction that stores quants is open for as long. */
const SETTLED_MS = MINUTE_MS;
const PAGE = 2_000;

export interface CompareDeps {
  readonly db: Database;
  readonly now: () => Date;
}

/**
 * One round of comparing stock: products whose quants changed, whose warehouse spoke, or whose difference has lasted its grace.
 * Once an hour all of them, which also finds what renamed products, new locations and other settings change.
 *
 * @returns true when there is more to do at once.
 */
export async function compareStockRound(deps: CompareDeps): Promise<boolean> {
  const now = deps.now();
  const odoos = await listComparable(deps.db, new Date(now.getTime() - ODOO_STALE_MS));
  let more = false;
  for (const companyId of new Set(odoos.map((odoo) => odoo.companyId))) {
    const own = odoos.filter((odoo) => odoo.companyId === companyId);
    try {
      more = (await inTransaction(deps.db, (tx) => compareChanged(tx, companyId, own, now))) || more;
      for (const odoo of own) await sweepIfDue(deps, odoo, own);
    } catch (error) {
      // One company's trouble is not another's; a database that is away is everybody's.
      if (isDatabaseAway(error)) throw error;
      log("error", "stock could not be compared", { companyId, ...errorFields(error) });
    }
  }
  return more;
}

async function compareChanged(
  tx: Transaction,
  companyId: number,
  odoos: readonly ComparableOdoo[],
  now: Date,
): Promise<boolean> {
  if (!(await takeComparison(tx, companyId, false))) return false;
  const keys: StatementKey[] = [];
  let more = false;
  for (const odoo of odoos) {
    const changed = await followQuants(tx, odoo, now);
    more ||= changed.more;
    await searchUnlisted(tx, odoo, changed.productIds, now);
    keys.push(...(await selectKeysOfProducts(tx, odoo, changed.productIds)));
  }
  const due = await selectDue(tx, companyId, now, PAGE);
  await compareProducts(tx, companyId, odoos, [...keys, ...due.keys], now);
  return more || due.count === PAGE;
}

/** Products of quants that changed: seen as soon as they are there, and again when nothing can be committed behind them. */
async function followQuants(tx: Transaction, odoo: ComparableOdoo, now: Date) {
  const position = await lockComparison(tx, odoo);
  if (!position) return { productIds: [], more: false };
  const settledUntil = new Date(now.getTime() - SETTLED_MS);
  const seen = await selectChangedQuants(tx, odoo, { after: position.seen, until: now, limit: PAGE });
  const settled = await selectChangedQuants(tx, odoo, {
    after: position.settled,
    until: settledUntil,
    limit: PAGE,
  });
  const last = (page: readonly QuantPosition[], before: QuantPosition | null) => {
    const end = page.at(-1);
    return end ? { changedAt: end.changedAt, odooId: end.odooId } : before;
  };
  if (seen.length + settled.length > 0) {
    await moveComparison(tx, odoo, {
      seen: last(seen, position.seen),
      settled: last(settled, position.settled),
    });
  }
  const productIds = new Set([...seen, ...settled].flatMap(({ productId }) => productId ?? []));
  return { productIds: [...productIds], more: seen.length === PAGE || settled.length === PAGE };
}

/** States as zero what complete lists leave out: of these products, or, for a list that is new, of all. */
async function searchUnlisted(
  tx: Transaction,
  odoo: ComparableOdoo,
  productIds: readonly string[],
  now: Date,
): Promise<void> {
  const nameOf = locationNames(odoo.settings.stockLocations ?? {});
  for (const list of await selectCompleteLists(tx, odoo.companyId)) {
    if (!list.isNew && productIds.length === 0) continue;
    const places = list.locations.map((code) => ({ code, name: nameOf(code) }));
    const { companyId, connectionId: odooConnectionId } = odoo;
    const search = { companyId, odooConnectionId, list, places, now };
    await stateUnlisted(tx, { ...search, productIds: list.isNew ? null : productIds });
    if (list.isNew) await markSearched(tx, companyId, list);
  }
}

async function sweepIfDue(
  { db, now }: CompareDeps,
  odoo: ComparableOdoo,
  odoos: readonly ComparableOdoo[],
): Promise<void> {
  const started = now();
  const before = new Date(started.getTime() - HOUR_MS);
  if (odoo.sweptAt !== null && odoo.sweptAt >= before) return;
  if (!(await claimSweep(db, odoo, started, before))) return;
  let after: StatementKey | null = null;
  for (;;) {
    const keys: StatementKey[] = await selectKeysAfter(db, odoo.companyId, after, PAGE);
    await inTransaction(db, async (tx) => {
      await takeComparison(tx, odoo.companyId, true);
      await compareProducts(tx, odoo.companyId, odoos, keys, now());
    });
    after = keys.at(-1) ?? null;
    if (keys.length < PAGE) return;
  }
}
