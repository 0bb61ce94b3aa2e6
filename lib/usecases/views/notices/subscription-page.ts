import { type SubscriptionRow, selectShownSubscriptions } from "@/db/queries/notices/subscriptions";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { selectShipmentFacets } from "@/db/queries/shipments/select-shipment-facets";
import type { SubscriptionDto, SubscriptionPage } from "@/lib/contracts/notices/notice-list";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ForbiddenError } from "@/lib/domain/app-error";
import { env } from "@/lib/env";
import type { Context } from "@/lib/usecases/context";

const CHOICES = 500;

/** A person's subscriptions; for whoever manages them also those of roles and of receivers outside. */
export async function subscriptionPage(ctx: Context): Promise<SubscriptionPage> {
  requirePermission(ctx.actor, "notice.own");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new ForbiddenError("Only a person has subscriptions.");
  const { companyId, id: userId } = actor;
  const all = can(actor, "subscription.manage");
  const [rows, customers, carriers, zone] = await Promise.all([
    selectShownSubscriptions(ctx.db, { companyId, userId, all }),
    selectShipmentFacets(ctx.db, companyId, "customer", { limit: CHOICES }),
    selectShipmentFacets(ctx.db, companyId, "carrier", { limit: CHOICES }),
    selectCompanyZone(ctx.db, companyId),
  ]);
  return {
    own: rows.filter((row) => row.userId !== null).map(toDto),
    others: all ? rows.filter((row) => row.userId === null).map(toDto) : null,
    ...{ customers, carriers, zone, mailAddress: actor.email },
    isMailSetUp: isMailSetUp(),
  };
}

export const isMailSetUp = (): boolean => env().SMTP_URL !== undefined && env().SMTP_FROM !== undefined;

function toDto({
  id,
  version,
  userId,
  role,
  name,
  channel,
  address,
  enabled,
  rule,
}: SubscriptionRow): SubscriptionDto {
  const owner = userId ? "me" : role ? "role" : "outside";
  return { id, version, owner, role, name, channel, address, enabled, rule };
}
