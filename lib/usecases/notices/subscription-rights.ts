import type { SubscriptionRow } from "@/db/queries/notices/subscriptions";
import type { Actor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";

/** A person's own is theirs alone; those of roles and of receivers outside need the permission. */
export function requireOwn(actor: Actor, row: SubscriptionRow): void {
  requirePermission(actor, "notice.own");
  if (row.userId === null) {
    requirePermission(actor, "subscription.manage");
    return;
  }
  // Somebody else's is not there, rather than forbidden: nobody learns of it.
  if (actor.kind !== "user" || row.userId !== actor.id)
    throw new NotFoundError("There is no such subscription here. Nothing was changed.");
}
