import { lockSubscription, selectPeople } from "@/db/queries/notices/subscriptions";
import { insertNotices } from "@/db/queries/notices/write-notices";
import { inTransaction } from "@/db/transaction";
import {
  type TestSubscriptionInput,
  testSubscriptionInput,
} from "@/lib/contracts/notices/subscription-input";
import { NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { requireOwn } from "./subscription-rights";

/** Puts one test message into the outbox: the same way as every other, so that its arrival proves the way. To a role it goes to whoever asks. */
export async function testSubscription(ctx: Context, given: TestSubscriptionInput): Promise<void> {
  const { subscriptionId, requestId } = readInput(testSubscriptionInput, given);
  const { actor } = ctx;
  await inTransaction(ctx.db, async (tx) => {
    const row = await lockSubscription(tx, actor.companyId, subscriptionId);
    if (!row) throw new NotFoundError("There is no such subscription here. Nothing was sent.");
    requireOwn(actor, row);
    const me = (await selectPeople(tx, actor.companyId)).find(
      ({ id }) => actor.kind === "user" && id === actor.id,
    );
    const now = ctx.now();
    const made = await insertNotices(tx, actor.companyId, [
      {
        ...{
          id: requestId,
          noticeKey: `test:${requestId}`,
          subscriptionId: row.id,
          userId: me?.id ?? null,
          channel: row.channel,
        },
        address: row.channel === "email" ? (row.address ?? me?.email ?? null) : row.address,
        ...{
          receiver: `test:${row.id}`,
          kind: "test",
          causeKey: "test",
          joinUntil: null,
          content: null,
          shipmentId: null,
        },
        title: `Test of ${row.name}`,
        body: `${me?.name ?? "Milepost"} asked for this message to see whether it arrives. There is nothing to do.`,
        href: "/notices",
        nextTryAt: now,
        createdAt: now,
      },
    ]);
    if (made.length === 0) return;
    const entry = {
      action: "subscription.test",
      subject: { kind: "subscription", id: row.id },
      after: { noticeId: requestId },
    };
    await appendAudit(tx, actor, entry, now);
  });
}
