import type { z } from "zod";
import { markInvoicesOfCarrier } from "@/db/queries/freight/marks";
import { insertFuelPrice } from "@/db/queries/freight/rate-cards";
import { inTransaction } from "@/db/transaction";
import { addFuelPriceInput } from "@/lib/contracts/freight/rates-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Adds the price of an index for a week, or corrects it: open bills are judged again under it. */
export async function addFuelPrice(ctx: Context, given: z.input<typeof addFuelPriceInput>): Promise<void> {
  requirePermission(ctx.actor, "freight.rates");
  const { index, effectiveOn, price, reason } = readInput(addFuelPriceInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  const [whole = "0", fraction = ""] = price.split(".");
  const thousandths = Number(whole + fraction.padEnd(3, "0"));
  await inTransaction(ctx.db, async (tx) => {
    await insertFuelPrice(tx, {
      ...{ companyId, indexName: index, effectiveOn, version: 0, price: thousandths },
      ...{ createdBy: actorName(ctx.actor), createdAt: at },
    });
    await markInvoicesOfCarrier(tx, companyId, null, at);
    const subject = { kind: "fuel_price", id: `${index} ${effectiveOn}` };
    await appendAudit(tx, ctx.actor, { action: "freight.fuel.add", subject, reason, after: { price } }, at);
  });
}
