import type { Transaction } from "@/db/client";
import { insertPolicyVersions, lockPolicies } from "@/db/queries/watch/policies";
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
import { againFrom, auditedTerms, effectiveFrom, termsOf, versionRow } from "./policy-version";
import { newestOf, type PolicyBook, readPolicies, standingOf } from "./read-policies";

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
  requirePermission(ctx.actor, "policy.edit");
  const action = enabled ? "policy.enable" : "policy.disable";
  const now = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const { book, current } = await openPolicy(tx, ctx, policyId, expectedVersion);
    const standing = standingOf(book, policyId, now.getTime());
    if (standing.every((version) => version.enabled === enabled)) throw nothingDiffers();
    const rows = againFrom(ctx, standing, current.version, { change: () => ({ enabled }), reason });
    if (!(await insertPolicyVersions(tx, rows))) throw changedMeanwhile();
    const subject = { kind: "policy", id: policyId };
    const [before, after] = [
      { enabled: !enabled },
      { enabled, versions: rows.map(({ version }) => version) },
    ];
    await appendAudit(tx, ctx.actor, { action, subject, reason, before, after }, now);
    return current.version + rows.length;
  });
}

/** A policy as this transaction alone may change it. @throws when it is gone, or another version than was seen. */
async function openPolicy(tx: Transaction, ctx: Context, policyId: string, expectedVersion: number) {
  await lockPolicies(tx, ctx.actor.companyId);
  const book = await readPolicies(tx, ctx.actor.companyId);
  const current = newestOf(book, policyId);
  if (!current) throw new NotFoundError("There is no such policy. Nothing was changed.");
  if (current.version !== expectedVersion) throw changedMeanwhile();
  return { book, current };
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
    const { book, current } = await openPolicy(tx, ctx, policyId, expectedVersion);
    const { effectiveAt: _, ...next } = { ...decide(book, current), version: current.version + 1 };
    const { effectiveAt: __, ...before } = current;
    if (canonicalJson({ ...next, version: 0 }) === canonicalJson({ ...before, version: 0 }))
      throw nothingDiffers();
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

const nothingDiffers = () => new InvalidError("Nothing in it differs. Nothing was changed.");
const changedMeanwhile = () =>
  new ConflictError("This policy changed since you opened it. Nothing was changed; look again.");
