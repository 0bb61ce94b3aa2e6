import type { Transaction } from "@/db/client";
import { countWaiting } from "@/db/queries/connections/count-waiting";
import { findConnection } from "@/db/queries/connections/find-connection";
import { type HoldRow, insertHold, lockHold, updateHold } from "@/db/queries/connections/hold";
import { inTransaction } from "@/db/transaction";
import { type HoldInput, holdInput } from "@/lib/contracts/connections/hold-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "../messages/actor-name";
import { readInput } from "./read-input";

/** Pauses a connection: what arrives is kept, what is to be told to it waits. What it is doing is brought to its end. */
export async function pauseConnection(ctx: Context, input: HoldInput): Promise<void> {
  await onHold(ctx, input, "connection.pause", async (tx, { hold, key, at }) => {
    const paused = { heldSince: at, heldBy: actorName(ctx.actor), reason: input.reason };
    const anew = { ...paused, resuming: false, drainUntil: null, drainTotal: 0, drained: 0 };
    if (hold && !hold.resuming) throw changed();
    if (hold) await updateHold(tx, key, anew);
    else if (!(await insertHold(tx, { companyId: key.companyId, connectionId: key.id, ...anew })))
      throw changed();
  });
}

/** Lets what waits through, in order, and the connection run again when nothing does. */
export async function resumeConnection(ctx: Context, input: HoldInput): Promise<void> {
  await onHold(ctx, input, "connection.resume", async (tx, { hold, key, at }) => {
    if (!hold || hold.resuming) throw changed();
    const { messages } = await countWaiting(tx, key, MESSAGE_STATES.held.rank);
    await updateHold(tx, key, { resuming: true, drainUntil: at, drainTotal: messages, drained: 0 });
  });
}

/** Lets what waits now through, in order. The connection stays paused for what comes after. */
export async function drainConnection(ctx: Context, input: HoldInput): Promise<void> {
  await onHold(ctx, input, "connection.drain", async (tx, { hold, key, at }) => {
    if (!hold || hold.resuming) throw changed();
    const { messages } = await countWaiting(tx, key, MESSAGE_STATES.held.rank);
    await updateHold(tx, key, { drainUntil: at, drainTotal: messages, drained: 0 });
  });
}

interface Held {
  readonly hold: HoldRow | undefined;
  readonly key: { readonly companyId: number; readonly id: string };
  readonly at: Date;
}

/** One change of a hold as the person saw it, with its audit row. */
async function onHold(
  ctx: Context,
  given: HoldInput,
  action: string,
  change: (tx: Transaction, held: Held) => Promise<void>,
): Promise<void> {
  requirePermission(ctx.actor, "connection.manage");
  const { connectionId, reason, seenSince } = readInput(holdInput, given);
  const key = { companyId: ctx.actor.companyId, id: connectionId };
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    if (!(await findConnection(tx, key)))
      throw new NotFoundError("There is no such connection. Nothing was changed.");
    const hold = await lockHold(tx, key);
    if ((hold?.heldSince.toISOString() ?? null) !== seenSince) throw changed();
    await change(tx, { hold, key, at });
    const before = hold && { since: hold.heldSince, resuming: hold.resuming };
    await appendAudit(
      tx,
      ctx.actor,
      { action, subject: { kind: "connection", id: connectionId }, reason, before },
      at,
    );
  });
}

const changed = () =>
  new ConflictError(
    "This connection was paused or resumed since you opened it. Nothing was changed; look again.",
  );
