import { v7 as uuidv7 } from "uuid";
import { insertPolicyVersions, lockPolicies } from "@/db/queries/watch/policies";
import { inTransaction } from "@/db/transaction";
import { type CreatePolicyInput, createPolicyInput } from "@/lib/contracts/clocks/policy-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, TooLargeError } from "@/lib/domain/app-error";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { PolicyScope } from "@/lib/domain/clock/clock-policy";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { auditedTerms, effectiveFrom, termsOf, versionRow } from "./policy-version";
import { newestOf, policyIds, readPolicies } from "./read-policies";

/** Every event is judged against all of them. */
const MOST_POLICIES = 500;

/** Promises something else to someone: a policy of its own beside the general one. @returns its id. */
export async function createPolicy(ctx: Context, given: CreatePolicyInput): Promise<string> {
  requirePermission(ctx.actor, "policy.edit");
  const { kind, scope, effectiveAt, reason, ...terms } = readInput(createPolicyInput, given);
  return inTransaction(ctx.db, async (tx) => {
    await lockPolicies(tx, ctx.actor.companyId);
    const book = await readPolicies(tx, ctx.actor.companyId);
    const ids = policyIds(book);
    if (ids.length >= MOST_POLICIES)
      throw new TooLargeError("There are 500 policies. Nothing was added: edit one that is there.");
    // Names are compared as a promise compares them.
    const keyOf = (of: PolicyScope) => canonicalJson(of).toLowerCase();
    const wanted = keyOf(scope);
    const known = ids
      .map((id) => newestOf(book, id))
      .find((policy) => policy?.kind === kind && keyOf(policy.scope) === wanted);
    if (known)
      throw new ConflictError(`“${known.name}” is for the same already. Nothing was added: edit that one.`);
    const id = uuidv7({ msecs: ctx.now().getTime() });
    const from = effectiveFrom(ctx, effectiveAt);
    const policy = { id, version: 1, kind, scope, ...termsOf(book, kind, terms), enabled: true };
    await insertPolicyVersions(tx, [versionRow(ctx, policy, { effectiveAt: from, reason })]);
    const subject = { kind: "policy", id };
    await appendAudit(
      tx,
      ctx.actor,
      { action: "policy.add", subject, reason, after: auditedTerms(policy, from) },
      ctx.now(),
    );
    return id;
  });
}
