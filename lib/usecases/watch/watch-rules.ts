import type { Executor } from "@/db/client";
import { type PolicyRow, selectPolicies, selectWorkingTime } from "@/db/queries/watch/policies";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { defaultWorkingHours, seedPolicies } from "@/lib/domain/clock/seeds";
import { DEFAULT_SEVERITY_POLICY } from "@/lib/domain/exception/severity";
import type { WatchRules } from "@/lib/domain/exception/watch-shipment";

/** What a company promises: the seeds, and every version it wrote since. */
export async function watchRules(db: Executor, companyId: number): Promise<WatchRules> {
  const working = await selectWorkingTime(db, companyId);
  const zone = working?.zone ?? "UTC";
  const written = await selectPolicies(db, companyId);
  return {
    policies: [...seedPolicies(working?.calendar ?? defaultWorkingHours(zone)), ...written.map(toPolicy)],
    severity: DEFAULT_SEVERITY_POLICY,
    zone,
  };
}

function toPolicy(row: PolicyRow): ClockPolicy {
  const {
    id,
    version,
    kind,
    name,
    scope,
    budgetMinutes,
    earlyMinutes,
    atRiskMinutes,
    calendar,
    pauses,
    enabled,
  } = row;
  return {
    ...{
      id,
      version,
      kind,
      name,
      scope,
      budgetMinutes,
      earlyMinutes,
      atRiskMinutes,
      calendar,
      pauses,
      enabled,
    },
    effectiveAt: row.effectiveAt.getTime(),
  };
}
