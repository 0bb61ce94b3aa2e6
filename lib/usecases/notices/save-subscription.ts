import type { Transaction } from "@/db/client";
import {
  countSubscriptions,
  insertSubscription,
  lockSubscription,
  type SubscriptionRow,
  updateSubscription,
} from "@/db/queries/notices/subscriptions";
import { inTransaction } from "@/db/transaction";
import type { SavedSubscription } from "@/lib/contracts/notices/notice-list";
import {
  type SaveSubscriptionInput,
  saveSubscriptionInput,
} from "@/lib/contracts/notices/subscription-input";
import type { UserActor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, ForbiddenError, InvalidError, TooLargeError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { makeSigningSecret, sealAddress } from "./seal-receiver";
import { requireOwn } from "./subscription-rights";

/** Every change of an exception is compared with every subscription. */
const MOST = { own: 20, shared: 200 } as const;

type Input = ReturnType<typeof saveSubscriptionInput.parse>;

/** Makes or changes a subscription. A new webhook's signing secret is handed over this once. */
export async function saveSubscription(
  ctx: Context,
  given: SaveSubscriptionInput,
  secretKey: Buffer,
): Promise<SavedSubscription> {
  requirePermission(ctx.actor, "notice.own");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Only a person can subscribe. Nothing was changed.");
  const input = readInput(saveSubscriptionInput, given);
  requireFitting(actor, input);
  return inTransaction(ctx.db, async (tx) => {
    const row = await lockSubscription(tx, actor.companyId, input.subscriptionId);
    if (row) requireOwn(actor, row);
    if ((row?.version ?? 0) !== input.expectedVersion) {
      // The same request twice is one subscription; its secret was handed over the first time.
      if (row && input.expectedVersion === 0 && row.version === 1) return { id: row.id, signingSecret: null };
      throw new ConflictError(
        "This subscription changed since you opened it. Nothing was changed; look again.",
      );
    }
    return row ? change(tx, ctx, input, row, secretKey) : make(tx, ctx, actor, input, secretKey);
  });
}

function requireFitting(actor: UserActor, { owner, channel, role, rule }: Input): void {
  if (owner !== "me") requirePermission(actor, "subscription.manage");
  const isOutside = channel === "webhook" || channel === "slack" || channel === "teams";
  if (isOutside !== (owner === "outside"))
    throw new InvalidError(
      "Nothing was changed. People are told in app or by mail, receivers outside by webhook, Slack or Teams.",
      {
        channel: "Choose another way.",
      },
    );
  if (owner === "role" && role === null)
    throw new InvalidError("Nothing was changed. A role is missing.", { role: "Choose a role." });
  if (owner === "outside" && rule.reach === "mine")
    throw new InvalidError("Nothing was changed. A receiver outside has nothing assigned to it.", {
      reach: "Choose all.",
    });
}

async function make(
  tx: Transaction,
  ctx: Context,
  actor: UserActor,
  input: Input,
  secretKey: Buffer,
): Promise<SavedSubscription> {
  const { companyId } = actor;
  const key = { companyId, id: input.subscriptionId };
  const isOwn = input.owner === "me";
  const most = isOwn ? MOST.own : MOST.shared;
  if ((await countSubscriptions(tx, companyId, isOwn ? actor.id : null)) >= most)
    throw new TooLargeError(`There are ${most} subscriptions. Nothing was added: change one that is there.`);
  if (input.owner === "outside" && input.url === null)
    throw new InvalidError("Nothing was changed. The receiver's address is missing.", {
      url: "Enter the address.",
    });
  const secret = input.channel === "webhook" ? makeSigningSecret(secretKey, key) : null;
  const made = await insertSubscription(tx, {
    ...key,
    userId: input.owner === "me" ? actor.id : null,
    role: input.owner === "role" ? input.role : null,
    ...{ name: input.name, channel: input.channel, rule: input.rule, enabled: input.enabled },
    ...addressOf(input, key, secretKey),
    secretSealed: secret?.sealed ?? null,
    createdBy: actor.name,
    changedAt: ctx.now(),
  });
  if (!made) throw new ConflictError("This subscription was just made. Nothing was changed; look again.");
  await audit(tx, ctx, "subscription.add", key.id, null, input);
  return { id: key.id, signingSecret: secret?.text ?? null };
}

async function change(
  tx: Transaction,
  ctx: Context,
  input: Input,
  row: SubscriptionRow,
  secretKey: Buffer,
): Promise<SavedSubscription> {
  const owner = row.userId ? "me" : row.role ? "role" : "outside";
  if (row.channel !== input.channel || owner !== input.owner || (owner === "role" && row.role !== input.role))
    throw new InvalidError(
      "Whom a subscription is for and how it is told can't be changed. Nothing was changed; make another.",
    );
  const { name, rule, enabled } = input;
  await updateSubscription(tx, row, {
    name,
    rule,
    enabled,
    changedAt: ctx.now(),
    ...(input.url ? addressOf(input, row, secretKey) : {}),
  });
  await audit(tx, ctx, "subscription.change", row.id, row, input);
  return { id: row.id, signingSecret: null };
}

/** Of a receiver's address only the host is kept readable. */
function addressOf({ owner, url }: Input, key: Pick<SubscriptionRow, "companyId" | "id">, secretKey: Buffer) {
  if (owner !== "outside" || url === null) return { address: null, addressSealed: null };
  return { address: new URL(url).host, addressSealed: sealAddress(secretKey, key, url) };
}

async function audit(
  tx: Transaction,
  ctx: Context,
  action: string,
  id: string,
  before: SubscriptionRow | null,
  input: Input,
): Promise<void> {
  const { name, channel, rule, enabled, url } = input;
  const after = { name, channel, rule, enabled, ...(url ? { host: new URL(url).host } : {}) };
  const was = before && {
    name: before.name,
    rule: before.rule,
    enabled: before.enabled,
    host: before.address,
  };
  await appendAudit(
    tx,
    ctx.actor,
    { action, subject: { kind: "subscription", id }, ...(was ? { before: was } : {}), after },
    ctx.now(),
  );
}
