import { v7 as uuidv7 } from "uuid";
import { insertPlan, type NewItem } from "@/db/queries/bulk/bulk-runs";
import { inTransaction } from "@/db/transaction";
import {
  type BulkLeftOut,
  type BulkRunDto,
  type BulkSubjectKind,
  MOST_IN_BULK,
} from "@/lib/contracts/bulk/bulk-run";
import { ForbiddenError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { bulkProgress } from "@/lib/usecases/views/bulk/bulk-progress";

export interface PlannedItem extends NewItem {
  readonly amountMinor?: number | null;
  readonly currency?: string | null;
}

interface Plan {
  readonly subjectKind: BulkSubjectKind;
  readonly action: string;
  readonly input: Record<string, unknown>;
  readonly filter: Record<string, unknown>;
  readonly items: readonly PlannedItem[];
  readonly leftOut: readonly BulkLeftOut[];
}

/** Keeps what would happen, for its planner to look at and start. Nothing else is changed. */
export async function keepPlan(ctx: Context, { items, leftOut, ...plan }: Plan): Promise<BulkRunDto> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Only a person plans a bulk action.");
  const plannedAt = ctx.now();
  const id = uuidv7({ msecs: plannedAt.getTime() });
  const run = {
    ...plan,
    ...{ companyId: actor.companyId, id, state: "planned" as const, plannedAt, leftOut },
    requestedById: actor.id,
    requestedBy: actor.name,
    requestedByRole: actor.role,
    itemCount: items.length,
    sums: sumsOf(items),
  };
  await inTransaction(ctx.db, (tx) => insertPlan(tx, run, items));
  return bulkProgress(ctx, id);
}

/** How many there are of each reason to leave one out, in the order they were met. */
export function countReasons(reasons: readonly string[]): BulkLeftOut[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}

/** What one run does not take. */
export function leftBeyond(matched: number, isAtLeast: boolean): BulkLeftOut[] {
  if (matched <= MOST_IN_BULK) return [];
  const more = isAtLeast ? " (at least this many)" : "";
  const reason = `Beyond the ${MOST_IN_BULK.toLocaleString("en")} one run takes; plan again for the rest${more}`;
  return [{ reason, count: matched - MOST_IN_BULK }];
}

/** By currency, in order of its code; never across. */
function sumsOf(items: readonly PlannedItem[]): { currency: string; amountMinor: number }[] {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of items)
    if (currency && amountMinor) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
