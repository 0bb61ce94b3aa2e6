import { insertAssumptions, selectAssumptions } from "@/db/queries/billing/billing-terms";
import { inTransaction } from "@/db/transaction";
import { type SaveAssumptionsInput, saveAssumptionsInput } from "@/lib/contracts/billing/terms-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import { DEFAULT_ASSUMPTIONS } from "@/lib/domain/billing/assumptions";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Assumes otherwise what waiting costs, for the whole company. @returns the version it became. */
export async function saveAssumptions(ctx: Context, given: SaveAssumptionsInput): Promise<number> {
  requirePermission(ctx.actor, "billing.terms.edit");
  const { expectedVersion, reason, ...assumptions } = readInput(saveAssumptionsInput, given);
  const { companyId } = ctx.actor;
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const known = await selectAssumptions(tx, companyId);
    if ((known?.version ?? 0) !== expectedVersion) throw changedMeanwhile();
    const before = known?.assumptions ?? DEFAULT_ASSUMPTIONS;
    if (canonicalJson(before) === canonicalJson(assumptions))
      throw new InvalidError("Nothing in it differs. Nothing was changed.");
    const version = expectedVersion + 1;
    const row = { companyId, version, assumptions, reason, createdBy: actorName(ctx.actor), createdAt: now };
    if (!(await insertAssumptions(tx, row))) throw changedMeanwhile();
    const subject = { kind: "billing_assumptions", id: String(companyId) };
    const entry = {
      action: "billing.assumptions.edit",
      subject,
      reason,
      before,
      after: { ...assumptions, version },
    };
    await appendAudit(tx, ctx.actor, entry, now);
    return version;
  });
}

const changedMeanwhile = () =>
  new ConflictError("The assumptions changed since you opened them. Nothing was changed; look again.");
