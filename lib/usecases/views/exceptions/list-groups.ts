import { selectGroups } from "@/db/queries/exceptions/select-groups";
import type { ExceptionGroupList } from "@/lib/contracts/exceptions/exception-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { toGroupRow } from "./exception-row";

const MOST = 50;

/** Causes that many failures share, the one with the most open ones first. */
export async function listGroups(ctx: Context): Promise<ExceptionGroupList> {
  requirePermission(ctx.actor, "exception.read");
  const rows = await selectGroups(ctx.db, { companyId: ctx.actor.companyId, limit: MOST + 1 });
  return { rows: rows.slice(0, MOST).map(toGroupRow), more: rows.length > MOST };
}
