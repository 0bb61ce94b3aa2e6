import { insertPolicyVersions } from "@/db/queries/watch/policies";
import { inTransaction } from "@/db/transaction";
import {
  type ChangePolicyInput,
  changePolicyInput,
  type SwitchPolicyInput,
  switchPolicyInput,
} from "@/lib/contracts/clocks/policy-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { auditedTerms, effectiveFrom, termsOf, versionRow } from "./policy-version";
import { newestOf, type PolicyBook, readPolicies } from "./read-policies";

/** Promises otherwise from a moment on: a new version. What started before keeps the one it started under. */
export async function changePolicy(ctx: Context, given: ChangePolicyInput): Promise<number> {
  const { policyId, expectedVersion, effectiveAt, reason, ...terms } = readInput(changePolicyInput, given);
  const target = { policyId, expectedVersion, reason, action: "policy.edit" };
  return addVersion(ctx, target, effectiveAt, (book, current) => ({
    ...current,
    ...termsOf(book, current.kind, terms),
  }));
}

/** Watches a promise no more, or again, from now on. */
export async function switchPolicy(ctx: Context, given: SwitchPolicyInput): Promise<number> {
  const { policyId, expectedVersion, enabled, reason } = readInput(switchPolicyInput, given);
  const action = enabled ? "policy.enable" : "policy.disable";
  return addVersion(ctx, { policyId, expectedVersion, reason, action }, null, (_book, current) => ({
    ...current,
    enabled,
  }));
}

interface Target {
  readonly policyId: string;
  readonly expectedVersion: number;
  readonly reason: string;
  readonly action: string;
}

async function addVersion(
  ctx: Context,
  { policyId, expectedVersion, reason, action }: Target,
  effectiveAt: string | null,
  decide: (book: PolicyBook, current: ClockPolicy) => ClockPolicy,
): Promise<number> {
  requirePermission(ctx.actor, "policy.edit");
  return inTransaction(ctx.db, async (tx) => {
    const book = await readPolicies(tx, ctx.actor.companyId);
    const current = newestOf(book, policyId);
    if (!current) throw new NotFoundError("There is no such policy. Nothing was changed.");
    if (current.version !== expectedVersion) throw changedMeanwhile();
    const { effectiveAt: _, ...next } = { ...decide(book, current), version: current.version + 1 };
    const { effectiveAt: __, ...before } = current;
    if (canonicalJson({ ...next, version: 0 }) === canonicalJson({ ...before, version: 0 }))
      throw new InvalidError("Nothing in it differs. Nothing was changed.");
    const from = effectiveFrom(ctx, effectiveAt);
    const added = await insertPolicyVersions(tx, [versionRow(ctx, next, { effectiveAt: from, reason })]);
    if (!added) throw changedMeanwhile();
    await appendAudit(
      tx,
      ctx.actor,
      {
        action,
        subject: { kind: "policy", id: policyId },
        reason,
        before: auditedTerms(before, new Date(current.effectiveAt)),
        after: auditedTerms(next, from),
      },
      ctx.now(),
    );
    return next.version;
  });
}

const changedMeanwhile = () =>
  new ConflictError("This policy changed since you opened it. Nothing was changed; look again.");
