import { selectOtifTarget } from "@/db/queries/overview/otif-target";
import type { OtifTarget } from "@/lib/contracts/overview/otif-target";
import { can } from "@/lib/domain/access/actor";
import { OTIF_TARGET_PERMILLE } from "@/lib/domain/overview/targets";
import type { Context } from "@/lib/usecases/context";

/** What the company wants on time and in full; for views that have asked for their permission. */
export async function readOtifTarget({ db, actor }: Context): Promise<OtifTarget> {
  const row = await selectOtifTarget(db, actor.companyId);
  return {
    permille: row?.targetPermille ?? OTIF_TARGET_PERMILLE,
    version: row?.version ?? 0,
    changedBy: row?.changedBy ?? null,
    changedAt: row?.changedAt.toISOString() ?? null,
    reason: row?.reason ?? null,
    mayEdit: can(actor, "target.edit"),
  };
}
