import type { Executor } from "@/db/client";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { type PolicyRow, selectPolicies } from "@/db/queries/watch/policies";
import { selectSeverityPolicy } from "@/db/queries/watch/severity-policy";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { defaultWorkingHours, seedPolicies } from "@/lib/domain/clock/seeds";
import { DEFAULT_SEVERITY_POLICY } from "@/lib/domain/exception/severity";
import type { WatchRules } from "@/lib/domain/exception/watch-shipment";

/** What a company promises: the seeds, and every version it wrote since. */
export async function watchRules(db: Executor, companyId: number): Promise<WatchRules> {
  const zone = await selectCompanyZone(db, companyId);
  const written = await selectPolicies(db, companyId);
  return {
    // A seed never changes: a calendar edited later is in the versions that follow it.
    policies: [...seedPolicies(defaultWorkingHours(zone)), ...written.map(toPolicy)],
    severity: (await selectSeverityPolicy(db, companyId))?.policy ?? DEFAULT_SEVERITY_POLICY,
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
