import type { Transaction } from "@/db/client";
import {
  insertReprocessRequests,
  selectVersions,
  takeForDecision,
  upsertDecisions,
} from "@/db/queries/messages/write-decision";
import { inTransaction } from "@/db/transaction";
import type { ApplyInput, BulkDone } from "@/lib/contracts/messages/decisions";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError } from "@/lib/domain/app-error";
import type { MessageState } from "@/lib/domain/message/message-state";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "./actor-name";
import { BULK_PERMISSIONS, BULK_STATES, keptFromIgnoring } from "./plan-messages";

/**
 * Does what a plan said, to the messages that still are as the plan saw them; the rest is counted and left alone.
 * One transaction, one audit row a message.
 */
export async function applyToMessages(ctx: Context, input: ApplyInput): Promise<BulkDone> {
  requirePermission(ctx.actor, BULK_PERMISSIONS[input.kind]);
  const reason = input.reason?.trim() || null;
  if (input.kind === "ignore" && (reason === null || reason.length < 3)) {
    throw new InvalidError("Ignoring needs a reason. Nothing was changed.", {
      reason: "Say why, in a few words.",
    });
  }
  const { companyId } = ctx.actor;
  const now = ctx.now();
  const done = await inTransaction(ctx.db, async (tx) => {
    const same = await stillAsPlanned(tx, ctx, input);
    const allowed = new Set(same);
    // Before the rows of the states are locked: the pipeline takes the two in this order.
    await insertReprocessRequests(tx, companyId, same, { cause: input.kind, at: now });
    const taken = await takeForDecision(
      tx,
      companyId,
      input.items.filter(({ id }) => allowed.has(id)),
      BULK_STATES[input.kind],
    );
    if (input.kind === "ignore") await writeIgnored(tx, ctx, taken, reason, now);
    for (const message of taken) await audit(tx, ctx, input, message, now);
    return taken.length;
  });
  const changed = input.items.length - done;
  return { done, leftOut: changed > 0 ? [{ why: "changed since the plan was shown", count: changed }] : [] };
}

async function stillAsPlanned(tx: Transaction, ctx: Context, { items, kind }: ApplyInput): Promise<string[]> {
  const planned = new Map(items.map((item) => [item.id, item.version]));
  const found = await selectVersions(tx, ctx.actor.companyId, [...planned.keys()]);
  const onTimeline = await keptFromIgnoring({ db: tx, actor: ctx.actor }, kind, [...planned.keys()]);
  return found
    .filter(
      ({ id, version, state }) =>
        planned.get(id) === version && BULK_STATES[kind].includes(state) && !onTimeline.has(id),
    )
    .map(({ id }) => id);
}

async function writeIgnored(
  tx: Transaction,
  ctx: Context,
  taken: readonly { id: string }[],
  reason: string | null,
  now: Date,
): Promise<void> {
  await upsertDecisions(
    tx,
    taken.map(({ id }) => ({
      companyId: ctx.actor.companyId,
      messageId: id,
      kind: "ignore" as const,
      shipmentIds: [],
      decidedBy: actorName(ctx.actor),
      reason,
      decidedAt: now,
    })),
  );
}

async function audit(
  tx: Transaction,
  ctx: Context,
  { kind, reason, items }: ApplyInput,
  message: { readonly id: string; readonly state: MessageState },
  now: Date,
): Promise<void> {
  const entry = {
    action: `message.${kind}`,
    subject: { kind: "message", id: message.id },
    ...(reason ? { reason } : {}),
    before: { state: message.state },
    after: { togetherWith: items.length - 1 },
  };
  await appendAudit(tx, ctx.actor, entry, now);
}
