import { v7 as uuidv7 } from "uuid";
import { countOwnViews, upsertSavedView } from "@/db/queries/shipments/saved-views";
import { inTransaction } from "@/db/transaction";
import type { SaveViewInput } from "@/lib/contracts/shipments/saved-view";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError, TooLargeError } from "@/lib/domain/app-error";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

const MOST_OWN_VIEWS = 50;

/** Keeps a filter under a name; the same name again replaces it. Sharing it is a decision, and audited. */
export async function saveView(ctx: Context, input: SaveViewInput): Promise<{ id: string }> {
  requirePermission(ctx.actor, "view.save");
  if (input.sharedWithRole) requirePermission(ctx.actor, "view.share");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Views belong to people. Nothing was saved.");
  return inTransaction(ctx.db, async (tx) => {
    if ((await countOwnViews(tx, actor.companyId, actor.id)) >= MOST_OWN_VIEWS) {
      throw new TooLargeError(
        `You have ${MOST_OWN_VIEWS} views already. Remove one first; this one was not saved.`,
      );
    }
    const saved = await upsertSavedView(tx, {
      companyId: actor.companyId,
      id: uuidv7(),
      ownerId: actor.id,
      page: input.page,
      name: input.name,
      query: input.query,
      sharedWithRole: input.sharedWithRole,
    });
    if (input.sharedWithRole) {
      const after = { name: input.name, page: input.page, query: input.query, role: input.sharedWithRole };
      const subject = { kind: "saved_view", id: saved.id };
      await appendAudit(tx, actor, { action: "view.share", subject, after }, ctx.now());
    }
    return saved;
  });
}
