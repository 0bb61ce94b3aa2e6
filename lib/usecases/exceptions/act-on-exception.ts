import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import {
  appendHistory,
  type ExceptionPatch,
  lockException,
  patchException,
} from "@/db/queries/exceptions/write-exception";
import type { ExceptionRow } from "@/db/queries/watch/exceptions";
import { inTransaction } from "@/db/transaction";
import type { Acted } from "@/lib/contracts/exceptions/exception-input";
import type { Actor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import { mayAct, type PersonAction } from "@/lib/domain/exception/lifecycle";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { ExceptionTally } from "@/lib/usecases/watch/exception-tally";

/** What a person's action makes of an exception. */
export interface Act {
  readonly action: PersonAction;
  /** True when the exception is as this action would leave it. */
  readonly isDone: (row: ExceptionRow) => boolean;
  /** What changes. May look things up and refuse by throwing. */
  readonly change: (tx: Transaction, row: ExceptionRow, by: Acting) => Promise<ExceptionPatch>;
  readonly note: string | null;
}

export interface Acting {
  readonly actor: Actor;
  readonly at: Date;
  /** Where the kept counts are written: people and bulk runs do not wait for each other. */
  readonly slot: number;
}

export interface Target {
  readonly exceptionId: string;
  readonly expectedVersion: number;
}

const PERSON_SLOT = 10;

/** One action of one person, in a transaction of its own. */
export async function actOnException(ctx: Context, target: Target, act: Act): Promise<Acted> {
  return inTransaction(ctx.db, (tx) =>
    actWithin(tx, target, act, { actor: ctx.actor, at: ctx.now(), slot: PERSON_SLOT }),
  );
}

/**
 * The action, its line of history, the kept counts and the audit row, or none of them. What is so already is left alone and said to be repeated.
 *
 * @throws {ConflictError} when it changed since it was looked at, or its state does not allow this.
 */
export async function actWithin(tx: Transaction, target: Target, act: Act, by: Acting): Promise<Acted> {
  const { actor, at, slot } = by;
  requirePermission(actor, "exception.work");
  const { companyId } = actor;
  const row = await lockException(tx, { companyId, id: target.exceptionId });
  if (!row) throw new NotFoundError("There is no such exception here. Nothing was changed.");
  if (act.isDone(row)) return { version: row.version, repeated: true };
  if (row.version !== target.expectedVersion)
    throw new ConflictError("This exception changed since you opened it. Nothing was changed; look again.");
  if (!mayAct(row.state, act.action))
    throw new ConflictError(
      `This exception is ${row.state}: ${REFUSALS[act.action]} Nothing was changed; look again.`,
    );
  const patch = await act.change(tx, row, by);
  await patchException(tx, row, patch, at);
  const turn = { before: partOf(row, patch), after: partOf({ ...row, ...patch }, patch) };
  await appendHistory(tx, {
    companyId,
    id: uuidv7({ msecs: at.getTime() }),
    exceptionId: row.id,
    action: act.action,
    actor: actor.kind === "user" ? actor.name : actor.job,
    actorId: actor.kind === "user" ? actor.id : null,
    note: act.note,
    mentions: null,
    ...turn,
    at,
  });
  const tally = new ExceptionTally();
  tally.turn({
    kind: row.kind,
    groupId: row.groupId,
    before: row.state,
    after: patch.state ?? row.state,
  });
  await tally.write(tx, companyId, slot, at);
  const entry = {
    action: `exception.${act.action}`,
    subject: { kind: "exception", id: row.id },
    ...(act.note === null ? {} : { reason: act.note }),
    ...turn,
  };
  await appendAudit(tx, actor, entry, at);
  return { version: row.version + 1, repeated: false };
}

const REFUSALS: Readonly<Record<PersonAction, string>> = {
  acknowledge: "only an open one can be acknowledged.",
  assign: "only one that is not closed can be assigned.",
  comment: "it can't be commented on.",
  snooze: "only one that is not closed can be snoozed.",
  resolve: "only one that is not closed can be resolved.",
  ignore: "only one that is not closed can be ignored.",
  reopen: "only one that is closed or snoozed can be opened again.",
};

function partOf(row: ExceptionRow, patch: ExceptionPatch): Record<string, unknown> {
  return Object.fromEntries(Object.keys(patch).map((name) => [name, row[name as keyof ExceptionPatch]]));
}
