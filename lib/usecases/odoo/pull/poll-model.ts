import type { PullPatch, PullRow } from "@/db/queries/odoo/pull-lease";
import type { OdooDomain } from "@/lib/connectors/odoo/client/odoo-client";
import { earlier, nextPollAt, nextWatermark, notAhead, overlapSeconds } from "@/lib/domain/odoo/pull-clock";
import { leaseEnd, type ModelWork, SETTLED } from "./pull-deps";
import { newestOf, readPages } from "./read-pages";
import { storePage } from "./store-page";

/**
 * Looks again at everything written since the watermark less the overlap. Pages commit as they come; the watermark moves with the last one, so a
 * look that was cut off is repeated, never skipped. Rows that look unchanged are compared all the same: two commits within one second share
 * their `write_date`.
 *
 * @returns how many records changed.
 */
export async function pollModel(
  work: ModelWork,
  pull: PullRow,
  kind: "day" | "overlap" | "quick",
): Promise<number> {
  const { deps, plan } = work;
  const startedAt = performance.now();
  let pages = 0;
  let changed = 0;
  let newest: string | null = null;
  for await (const page of readPages(work, since(work, pull, kind))) {
    const tookMs = performance.now() - startedAt;
    pages += 1;
    newest = newestOf(page.records, plan.clockField, newest);
    const now = deps.now();
    const sane = (time: string | null) => notAhead(time, plan.pace.overlapMinutes, now);
    const patch: PullPatch = page.isLast
      ? {
          polledAt: now,
          nextPollAt: nextPollAt(plan.pace, tookMs, now),
          ...SETTLED,
          ...(kind === "quick"
            ? {}
            : {
                lookedAt: now,
                watermark: nextWatermark(sane(pull.watermark), sane(newest), pages > 1 ? tookMs : 0),
              }),
          ...(kind === "day" ? { sweptAt: now } : {}),
        }
      : { leasedUntil: leaseEnd(now) };
    changed += await storePage(work, { records: page.records, patch });
    if (deps.signal?.aborted) break;
  }
  return changed;
}

/** Nothing was ever there: everything is new. */
function since({ deps, plan }: ModelWork, pull: PullRow, kind: "day" | "overlap" | "quick"): OdooDomain {
  if (pull.watermark === null) return [];
  const { overlapMinutes } = plan.pace;
  const watermark = notAhead(pull.watermark, overlapMinutes, deps.now());
  const from = earlier(watermark, overlapSeconds(kind, overlapMinutes));
  return [[plan.clockField, ">=", from]];
}
