import { selectSeverityPolicy } from "@/db/queries/watch/severity-policy";
import type { SeverityPolicyDto } from "@/lib/contracts/exceptions/severity-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { DEFAULT_SEVERITY_POLICY } from "@/lib/domain/exception/severity";
import type { Context } from "@/lib/usecases/context";

/** How money, customer and time weigh now. */
export async function readSeverityPolicy(ctx: Context): Promise<SeverityPolicyDto> {
  requirePermission(ctx.actor, "exception.read");
  const row = await selectSeverityPolicy(ctx.db, ctx.actor.companyId);
  if (!row) return { version: 0, ...DEFAULT_SEVERITY_POLICY, changedBy: null, changedAt: null, reason: null };
  const { version, policy, changedBy, changedAt, reason } = row;
  return { version, ...policy, changedBy, changedAt: changedAt.toISOString(), reason };
}
