import { type SeverityPolicyRow, selectSeverityVersions } from "@/db/queries/watch/severity-policy";
import type { SeverityPage, SeverityPolicyDto } from "@/lib/contracts/exceptions/severity-input";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { DEFAULT_SEVERITY_POLICY } from "@/lib/domain/exception/severity";
import type { Context } from "@/lib/usecases/context";

const MOST_VERSIONS = 50;
const BUILT_IN: SeverityPolicyDto = {
  version: 0,
  ...DEFAULT_SEVERITY_POLICY,
  changedBy: null,
  changedAt: null,
  reason: null,
};

/** How money, customer and time weigh, and how it came to be so. */
export async function severityPage(ctx: Context): Promise<SeverityPage> {
  requirePermission(ctx.actor, "exception.read");
  const rows = await selectSeverityVersions(ctx.db, ctx.actor.companyId, MOST_VERSIONS);
  return { versions: [...rows.map(toDto), BUILT_IN], mayEdit: can(ctx.actor, "severity.edit") };
}

function toDto({ version, policy, changedBy, changedAt, reason }: SeverityPolicyRow): SeverityPolicyDto {
  return { version, ...policy, changedBy, changedAt: changedAt.toISOString(), reason };
}
