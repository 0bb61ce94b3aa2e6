import { selectSavedViews } from "@/db/queries/shipments/saved-views";
import type { SavedViewLine, SaveViewInput } from "@/lib/contracts/shipments/saved-view";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";

const MOST_VIEWS = 100;

/** The views of a page this person can open: their own, and those shared with their role. */
export async function listViews(ctx: Context, page: SaveViewInput["page"]): Promise<SavedViewLine[]> {
  requirePermission(ctx.actor, "view.save");
  if (ctx.actor.kind !== "user") return [];
  const { companyId, id: userId, role } = ctx.actor;
  const views = await selectSavedViews(ctx.db, { companyId, userId, role }, page, MOST_VIEWS);
  return views.map((view) => ({
    id: view.id,
    name: view.name,
    query: view.query,
    own: view.ownerId === userId,
    sharedWithRole: view.sharedWithRole,
  }));
}
