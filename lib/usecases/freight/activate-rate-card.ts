import type { z } from "zod";
import { markInvoicesOfCarrier } from "@/db/queries/freight/marks";
import { insertActivation, selectCardVersion } from "@/db/queries/freight/rate-cards";
import { inTransaction } from "@/db/transaction";
import { activateRateCardInput } from "@/lib/contracts/freight/rates-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Puts a version of a contract in force: open bills of the carrier are judged again under it; decided ones stay. */
export async function activateRateCard(
  ctx: Context,
  given: z.input<typeof activateRateCardInput>,
): Promise<void> {
  requirePermission(ctx.actor, "freight.rates");
  const { id, version, reason } = readInput(activateRateCardInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    const found = await selectCardVersion(tx, companyId, { id, version });
    if (!found) throw new NotFoundError("There is no such version of a contract here. Nothing was changed.");
    const row = { companyId, id, version, reason, activatedBy: actorName(ctx.actor), activatedAt: at };
    if (!(await insertActivation(tx, row)))
      throw new ConflictError("This version is in force already. Nothing was changed.");
    const { party, name, validFrom, validUntil } = found.card;
    if (party.kind === "carrier") await markInvoicesOfCarrier(tx, companyId, party.name, at);
    const after = { name, version, party, validFrom, validUntil };
    const entry = { action: "freight.rates.activate", subject: { kind: "rate_card", id }, reason, after };
    await appendAudit(tx, ctx.actor, entry, at);
  });
}
