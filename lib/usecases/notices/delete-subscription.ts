import { lockSubscription, deleteSubscription as remove } from "@/db/queries/notices/subscriptions";
import { inTransaction } from "@/db/transaction";
import { type SubscriptionTarget, subscriptionTarget } from "@/lib/contracts/notices/subscription-input";
import { ConflictError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { requireOwn } from "./subscription-rights";

/** Ends a subscription; what it told stays on record. One that is gone already is left so. */
export async function deleteSubscription(ctx: Context, given: SubscriptionTarget): Promise<void> {
  const { subscriptionId, expectedVersion } = readInput(subscriptionTarget, given);
  await inTransaction(ctx.db, async (tx) => {
    const row = await lockSubscription(tx, ctx.actor.companyId, subscriptionId);
    if (!row) return;
    requireOwn(ctx.actor, row);
    if (row.version !== expectedVersion)
      throw new ConflictError(
        "This subscription changed since you opened it. Nothing was changed; look again.",
      );
    await remove(tx, row);
    const { name, channel, rule } = row;
    const entry = {
      action: "subscription.delete",
      subject: { kind: "subscription", id: row.id },
      before: { name, channel, rule },
    };
    await appendAudit(tx, ctx.actor, entry, ctx.now());
  });
}
