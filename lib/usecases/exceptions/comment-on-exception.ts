import type { Transaction } from "@/db/client";
import { appendHistory, lockException, selectColleagues } from "@/db/queries/exceptions/write-exception";
import { inTransaction } from "@/db/transaction";
import { type Acted, type CommentInput, commentInput } from "@/lib/contracts/exceptions/exception-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import type { Acting } from "./act-on-exception";

interface Comment {
  readonly exceptionId: string;
  readonly requestId: string;
  readonly text: string;
  readonly mentions: readonly string[];
}

/** Adds a remark, naming people of the company where it should reach them. The same request twice is one comment. */
export async function commentOnException(ctx: Context, given: CommentInput): Promise<Acted> {
  const input = readInput(commentInput, given);
  return inTransaction(ctx.db, (tx) => commentWithin(tx, input, { actor: ctx.actor, at: ctx.now() }));
}

export async function commentWithin(
  tx: Transaction,
  { exceptionId, requestId, text, mentions }: Comment,
  { actor, at }: Omit<Acting, "slot">,
): Promise<Acted> {
  requirePermission(actor, "exception.work");
  const { companyId } = actor;
  const row = await lockException(tx, { companyId, id: exceptionId });
  if (!row) throw new NotFoundError("There is no such exception here. Nothing was changed.");
  const named = [...new Set(mentions)];
  const colleagues = await selectColleagues(tx, companyId, named);
  if (colleagues.length < named.length)
    throw new InvalidError("Someone named here is not of this company or can't sign in. Nothing was saved.", {
      mentions: "Name people from the list.",
    });
  const isNew = await appendHistory(tx, {
    companyId,
    id: requestId,
    exceptionId,
    action: "comment",
    actor: actor.kind === "user" ? actor.name : actor.job,
    actorId: actor.kind === "user" ? actor.id : null,
    note: text,
    mentions: named.length > 0 ? named : null,
    before: null,
    after: null,
    at,
  });
  if (!isNew) return { version: row.version, repeated: true };
  const entry = {
    action: "exception.comment",
    subject: { kind: "exception", id: exceptionId },
    reason: text,
    after: { requestId, mentions: named },
  };
  await appendAudit(tx, actor, entry, at);
  return { version: row.version, repeated: false };
}
