import { insertTerms, selectTermsOf } from "@/db/queries/billing/billing-terms";
import { markOpenOrders } from "@/db/queries/billing/mark-orders";
import { inTransaction } from "@/db/transaction";
import { type SaveTermsInput, saveTermsInput } from "@/lib/contracts/billing/terms-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import { type BillingTerms, DEFAULT_TERMS, EVERYONE } from "@/lib/domain/billing/terms";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/**
 * Bills a customer otherwise from now on: a new version of their terms. What they have open is looked at again under it.
 *
 * @returns the version it became.
 */
export async function saveTerms(ctx: Context, given: SaveTermsInput): Promise<number> {
  requirePermission(ctx.actor, "billing.terms.edit");
  const { customer, expectedVersion, reason, ...wanted } = readInput(saveTermsInput, given);
  const { companyId } = ctx.actor;
  const now = ctx.now();
  const terms: BillingTerms = { ...wanted, references: [...new Set(wanted.references)].sort() };
  if (terms.hold?.untilAt && new Date(terms.hold.untilAt) <= now)
    throw new InvalidError("Nothing was changed. The hold would be over already.", {
      "hold.untilAt": "A moment to come, or none.",
    });
  return inTransaction(ctx.db, async (tx) => {
    const known = await selectTermsOf(tx, companyId, customer);
    if ((known?.version ?? 0) !== expectedVersion) throw changedMeanwhile();
    const before = known?.terms ?? (customer === EVERYONE ? DEFAULT_TERMS : null);
    if (before && canonicalJson(before) === canonicalJson(terms))
      throw new InvalidError("Nothing in it differs. Nothing was changed.");
    const version = expectedVersion + 1;
    const row = {
      companyId,
      customer,
      version,
      terms,
      reason,
      createdBy: actorName(ctx.actor),
      createdAt: now,
    };
    if (!(await insertTerms(tx, row))) throw changedMeanwhile();
    await markOpenOrders(tx, companyId, customer === EVERYONE ? null : customer, now);
    const subject = { kind: "billing_terms", id: customer === EVERYONE ? "everyone" : customer };
    const entry = { action: "billing.terms.edit", subject, reason, before, after: { ...terms, version } };
    await appendAudit(tx, ctx.actor, entry, now);
    return version;
  });
}

const changedMeanwhile = () =>
  new ConflictError("These terms changed since you opened them. Nothing was changed; look again.");
