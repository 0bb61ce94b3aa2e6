import { selectShipmentFacets } from "@/db/queries/shipments/select-shipment-facets";
import type { ClockChoices, PolicyLabel } from "@/lib/contracts/clocks/clock-list";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { whyOf } from "@/lib/domain/clock/select-policy";
import type { Context } from "@/lib/usecases/context";

const MOST_CHOICES = 500;

/** What the list can be narrowed to. */
export async function clockChoices(ctx: Context, policies: readonly ClockPolicy[]): Promise<ClockChoices> {
  const facet = (name: "customer" | "carrier") =>
    selectShipmentFacets(ctx.db, ctx.actor.companyId, name, { limit: MOST_CHOICES });
  const [customers, carriers] = await Promise.all([facet("customer"), facet("carrier")]);
  return {
    customers,
    carriers,
    policies: newestVersions(policies).map(({ id, name }) => ({ value: id, label: name })),
  };
}

/** The last version of each policy, seeds first. */
export function newestVersions(policies: readonly ClockPolicy[]): ClockPolicy[] {
  const newest = new Map<string, ClockPolicy>();
  for (const policy of policies) {
    const known = newest.get(policy.id);
    if (!known || known.version < policy.version) newest.set(policy.id, policy);
  }
  return [...newest.values()];
}

/** A version of a policy as rows name it. */
export function policyLabel(policies: readonly ClockPolicy[], id: string, version: number): PolicyLabel {
  const policy = policies.find((one) => one.id === id && one.version === version);
  if (!policy) return { id, version, name: "A policy no longer known", scope: "", atRiskMinutes: 0 };
  return { id, version, name: policy.name, scope: whyOf(policy.scope), atRiskMinutes: policy.atRiskMinutes };
}
