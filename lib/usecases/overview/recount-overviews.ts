import type { Transaction } from "@/db/client";
import { recountFreshness } from "@/db/queries/overview/freshness";
import { recountOverview } from "@/db/queries/overview/measures";
import { FRESHNESS_SECONDS, INVOICE_MINUTES } from "@/lib/domain/overview/buckets";

/** Counts every kept sum of overview and scorecards anew, after a rebuild of the measures. */
export async function recountOverviews(tx: Transaction, companyId: number): Promise<void> {
  await recountOverview(tx, companyId, INVOICE_MINUTES);
  await recountFreshness(tx, companyId, FRESHNESS_SECONDS);
}
