import type { Transaction } from "@/db/client";
import {
  type CatalogueChangeRow,
  decideChange,
  insertVersion,
  lockChange,
} from "@/db/queries/catalogue/catalogue";
import { inTransaction } from "@/db/transaction";
import {
  type DecideCatalogueChangeInput,
  decideCatalogueChangeInput,
} from "@/lib/contracts/catalogue/catalogue-input";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, ForbiddenError, NotFoundError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";
import { actorId } from "./ask-catalogue-change";
import { readCatalogue } from "./read-catalogue";

const STATE_OF = { approve: "approved", reject: "rejected", withdraw: "withdrawn" } as const;

/**
 * Approves or rejects what somebody else asked for, or takes back what one asked for oneself. Approved terms hold for what is read
 * from then on; what was read before keeps what it moved until its message is replayed.
 */
export async function decideCatalogueChange(ctx: Context, given: DecideCatalogueChangeInput): Promise<void> {
  requirePermission(ctx.actor, "catalogue.edit");
  const { changeId, decision, reason } = readInput(decideCatalogueChangeInput, given);
  const { companyId } = ctx.actor;
  await inTransaction(ctx.db, async (tx) => {
    const change = await lockChange(tx, { companyId, id: changeId });
    if (!change) throw new NotFoundError("There is no such change. Nothing was decided.");
    mayDecide(ctx, change, decision);
    if (change.state !== "open")
      throw new ConflictError(`It is ${change.state} already, by ${change.decidedBy}. Nothing was decided.`);
    const before = await beforeApproval(tx, change, decision);
    await decideChange(tx, change, {
      state: STATE_OF[decision],
      decidedBy: actorName(ctx.actor),
      decidedAt: ctx.now(),
      comment: reason,
    });
    if (decision === "approve") await approve(tx, ctx, change);
    const entry = {
      action: `catalogue.${decision}`,
      subject: { kind: "catalogue", id: change.key },
      reason,
      before: { askedBy: change.askedBy, ...before },
      after: {
        askedBy: change.askedBy,
        ...(before ? { version: change.baseVersion + 1, ...change.terms } : {}),
      },
    };
    await appendAudit(tx, ctx.actor, entry, ctx.now());
  });
}

function mayDecide({ actor }: Context, change: CatalogueChangeRow, decision: keyof typeof STATE_OF): void {
  const isOwn = change.askedById === actorId(actor);
  if (decision === "withdraw") {
    if (!isOwn) throw new ForbiddenError("Only who asked for it can take it back. Nothing was decided.");
    return;
  }
  if (!can(actor, "catalogue.approve"))
    throw new ForbiddenError("Your role does not decide on changes of the catalogue. Nothing was decided.");
  if (isOwn)
    throw new ForbiddenError("You asked for it, so someone else has to decide. Nothing was decided.");
}

/** What holds now, to be told beside what will; null where nothing changes. @throws {ConflictError} when it was asked against another version. */
async function beforeApproval(
  tx: Transaction,
  { companyId, key, baseVersion }: CatalogueChangeRow,
  decision: keyof typeof STATE_OF,
): Promise<object | null> {
  if (decision !== "approve") return null;
  const current = (await readCatalogue(tx, companyId)).get(key);
  if (current?.version !== baseVersion)
    throw new ConflictError(
      "The entry changed after this was asked for. Nothing was decided; reject it and ask anew.",
    );
  return { version: current.version, ...current.terms };
}

async function approve(tx: Transaction, ctx: Context, change: CatalogueChangeRow): Promise<void> {
  const { companyId, key, terms, reason, askedBy } = change;
  const added = await insertVersion(tx, {
    ...{ companyId, key, version: change.baseVersion + 1, terms, changeId: change.id, reason, askedBy },
    ...{ approvedBy: actorName(ctx.actor), approvedAt: ctx.now() },
  });
  if (!added) throw new ConflictError("The entry changed meanwhile. Nothing was decided; look again.");
}
