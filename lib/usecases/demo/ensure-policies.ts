import { ConflictError } from "@/lib/domain/app-error";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { ClockKind, PolicyScope } from "@/lib/domain/clock/clock-policy";
import { createPolicy } from "@/lib/usecases/clocks/create-policy";
import { newestOf, policyIds, readPolicies } from "@/lib/usecases/clocks/read-policies";
import type { Context } from "@/lib/usecases/context";

/** What a made-up company has agreed with one of its customers or carriers. */
export interface DemoPromise {
  readonly kind: ClockKind;
  readonly scope: PolicyScope;
  readonly name: string;
  readonly budgetMinutes: number;
  readonly atRiskMinutes: number;
  readonly reason: string;
}

/** Adds the promises that are not there yet, in force at once. One that people changed or switched off stays as it is. @returns how many were added. */
export async function ensurePolicies(ctx: Context, wanted: readonly DemoPromise[]): Promise<number> {
  const book = await readPolicies(ctx.db, ctx.actor.companyId);
  const known = new Set(
    policyIds(book).map((id) => {
      const policy = newestOf(book, id);
      return policy ? keyOf(policy) : "";
    }),
  );
  let added = 0;
  for (const promise of wanted.filter((one) => !known.has(keyOf(one)))) {
    try {
      await createPolicy(ctx, {
        ...promise,
        earlyMinutes: null,
        calendar: null,
        pauses: [],
        effectiveAt: null,
      });
      added += 1;
    } catch (error) {
      // Another demo process was quicker.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  return added;
}

const keyOf = ({ kind, scope }: Pick<DemoPromise, "kind" | "scope">) => `${kind} ${canonicalJson(scope)}`;
