import type { Transaction } from "@/db/client";
import { type DueHint, deleteHints } from "@/db/queries/odoo/hints";
import { replaceLinks } from "@/db/queries/odoo/links";
import { holdLease, type PullPatch, updatePull } from "@/db/queries/odoo/pull-lease";
import { hasTold, isLoading, lockLoading } from "@/db/queries/odoo/pull-loading";
import {
  type Difference,
  markGone,
  type RecordRow,
  selectDifferences,
  upsertRecords,
} from "@/db/queries/odoo/records";
import { inTransaction } from "@/db/transaction";
import type { OdooRecord } from "@/lib/connectors/odoo/client/odoo-client";
import { markDirtyDeliveries } from "@/lib/usecases/odoo/deliveries/mark-dirty";
import { countLoaded } from "./count-loaded";
import { finishLoading } from "./finish-loading";
import { LeaseLostError, type ModelWork } from "./pull-deps";
import { linkRows, recordRow } from "./record-row";
import { REFUSALS } from "./refusals";

/** What one page brings. All of it commits together, or nothing does. */
export interface Page {
  readonly records: readonly OdooRecord[];
  /** Ids that Odoo has no more. */
  readonly gone?: readonly number[];
  /** Ids that Odoo has and that are read no more. */
  readonly outOfScope?: readonly number[];
  /** Where the reading stands with this page. */
  readonly patch?: PullPatch;
  /** Hints followed by this page. */
  readonly hints?: readonly DueHint[];
  /** The model's first load ends with this page. */
  readonly endsLoad?: boolean;
}

/**
 * Stores a page: records that differ, their relations, and which deliveries have to be told anew. What is unchanged costs one statement and no
 * transaction. Only the holder of the lease reads and writes a model, so comparing ahead of the transaction is safe.
 *
 * @returns how many records changed.
 * @throws {LeaseLostError} when another worker has the model by now.
 */
export async function storePage(work: ModelWork, page: Page): Promise<number> {
  const { deps, lease, plan } = work;
  const rows = page.records.map(recordRow);
  const differences = await selectDifferences(deps.db, lease, plan.model, rows);
  const changes = differences.length > 0 || count(page.gone) + count(page.outOfScope) > 0 || page.endsLoad;
  if (!changes && !page.hints) {
    if (page.patch && !(await updatePull(deps.db, lease, page.patch))) throw new LeaseLostError(plan.model);
    return 0;
  }
  const stored = await inTransaction(deps.db, (tx) => store(tx, work, page, rows, differences));
  await countLoaded(deps.db, stored.marked);
  return stored.changed;
}

async function store(
  tx: Transaction,
  { deps, lease, plan }: ModelWork,
  page: Page,
  rows: readonly RecordRow[],
  differences: readonly Difference[],
): Promise<{ readonly changed: number; readonly marked: number }> {
  const now = deps.now();
  if (!page.endsLoad) await lockLoading(tx, lease, "shared");
  if (!(await holdLease(tx, lease))) throw new LeaseLostError(plan.model);
  const marks = !(await isLoading(tx, lease, REFUSALS)) || (await hasTold(tx, lease));
  const ids = (...kinds: Difference["kind"][]) =>
    differences.filter(({ kind }) => kinds.includes(kind)).map(({ odooId }) => odooId);
  const mark = async (odooIds: readonly number[]) => {
    if (marks && odooIds.length > 0)
      await markDirtyDeliveries(tx, lease, new Map([[plan.model, odooIds]]), now);
  };
  // A line that moves from one delivery to another changes both: the old one is found by the relations it still has.
  if (Object.keys(plan.links).length > 0) await mark(ids("changed"));
  const differing = new Set(differences.map(({ odooId }) => odooId));
  await upsertRecords(
    tx,
    lease,
    plan.model,
    rows.filter(({ odooId }) => differing.has(odooId)),
    now,
  );
  const changed = new Set(ids("new", "changed", "returned"));
  if (changed.size > 0) {
    const links = rows
      .filter(({ odooId }) => changed.has(odooId))
      .flatMap((row) => linkRows(row, plan.links));
    await replaceLinks(tx, lease, plan.model, [...changed], links);
  }
  const gone = await markGone(tx, lease, plan.model, page.gone ?? [], now);
  // Of what is read no more nothing is said: no delivery is marked for it.
  const hidden = await markGone(tx, lease, plan.model, page.outOfScope ?? [], now, "out_of_scope");
  await mark([...changed, ...gone]);
  await deleteHints(tx, lease, page.hints ?? []);
  const total = changed.size + gone.length + hidden.length;
  await updatePull(tx, lease, {
    ...page.patch,
    ...(total > 0 ? { changedAt: now } : {}),
    addRecords: ids("new", "returned").length - gone.length - hidden.length,
  });
  const marked = page.endsLoad ? await finishLoading(tx, lease, now) : 0;
  return { changed: total, marked };
}

const count = (ids: readonly number[] | undefined) => ids?.length ?? 0;
