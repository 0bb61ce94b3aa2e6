import type { z } from "zod";
import { selectBillsSince, selectCardVersion } from "@/db/queries/freight/rate-cards";
import { inTransaction } from "@/db/transaction";
import { rateCardVersionInput } from "@/lib/contracts/freight/rates-input";
import type { RatePreview } from "@/lib/contracts/freight/rates-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { auditBill } from "./audit-bill";

const DAYS = 31;
const DAY_MS = 24 * 3_600_000;
const MOST = 100;

/** A version of a contract tried against the carrier's bills of the last 31 days, beside what is in force. Writes nothing. */
export async function previewRateCard(
  ctx: Context,
  given: z.input<typeof rateCardVersionInput>,
): Promise<RatePreview> {
  requirePermission(ctx.actor, "freight.rates");
  const asked = readInput(rateCardVersionInput, given);
  const { companyId } = ctx.actor;
  const now = ctx.now();
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  return inTransaction(ctx.db, async (tx) => {
    const found = await selectCardVersion(tx, companyId, asked);
    if (!found) throw new NotFoundError("There is no such version of a contract here.");
    const { card } = found;
    const bills =
      card.party.kind === "carrier"
        ? await selectBillsSince(tx, companyId, card.party.name, since, MOST)
        : [];
    const changes: RatePreview["changes"][number][] = [];
    for (const { invoice, samePro } of bills) {
      const { audit: before } = await auditBill(tx, companyId, invoice, samePro, now);
      const { audit: after } = await auditBill(tx, companyId, invoice, samePro, now, [card]);
      const [expectedBeforeMinor, expectedAfterMinor] = [
        before.header.expectedMinor,
        after.header.expectedMinor,
      ];
      if (before.outcome === after.outcome && expectedBeforeMinor === expectedAfterMinor) continue;
      changes.push({
        ...{ invoiceId: invoice.id, number: invoice.number, currency: after.currency },
        ...{
          outcomeBefore: before.outcome,
          outcomeAfter: after.outcome,
          expectedBeforeMinor,
          expectedAfterMinor,
        },
      });
    }
    return { looked: bills.length, most: MOST, since: since.toISOString(), changes };
  });
}
