import type { Executor } from "@/db/client";
import { addFreshness, type FreshnessRow } from "@/db/queries/overview/freshness";
import type { EventRow } from "@/db/queries/pipeline/insert-events";
import { freshnessBucket } from "@/lib/domain/overview/buckets";
import { HOUR_MS } from "@/lib/domain/time/instant";

/** Keeps how long these new events took to reach us. */
export async function keepFreshness(
  db: Executor,
  companyId: number,
  slot: number,
  rows: readonly EventRow[],
): Promise<void> {
  await addFreshness(db, companyId, slot, freshnessOf(rows));
}

/** Delays by connection, hour and bucket. Plans, estimates, times nobody stated and what a person entered say nothing about a partner's speed. */
function freshnessOf(rows: readonly EventRow[]): FreshnessRow[] {
  const counted = new Map<string, { row: Omit<FreshnessRow, "count">; count: number }>();
  for (const { classifier, occurredLocal, actorName, connectionId, receivedAt, occurredAt } of rows) {
    if (classifier !== "actual" || occurredLocal === null || actorName !== null) continue;
    const hour = Math.floor(receivedAt.getTime() / HOUR_MS) * HOUR_MS;
    const bucketSeconds = freshnessBucket(receivedAt.getTime() - occurredAt.getTime());
    const key = `${connectionId} ${hour} ${bucketSeconds}`;
    const known = counted.get(key);
    if (known) known.count += 1;
    else counted.set(key, { row: { connectionId, hourAt: new Date(hour), bucketSeconds }, count: 1 });
  }
  return [...counted.values()].map(({ row, count }) => ({ ...row, count }));
}
