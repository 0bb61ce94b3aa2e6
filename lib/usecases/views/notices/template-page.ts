import { selectContacts, selectTemplates } from "@/db/queries/notices/customer-notices";
import { selectShipmentFacets } from "@/db/queries/shipments/select-shipment-facets";
import type { TemplatePage } from "@/lib/contracts/notices/template";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { isMailSetUp } from "./subscription-page";

const CHOICES = 500;

/** Everything customers are told, and where it goes. */
export async function templatePage(ctx: Context): Promise<TemplatePage> {
  requirePermission(ctx.actor, "notice.manage");
  const { companyId } = ctx.actor;
  const [templates, contacts, customers] = await Promise.all([
    selectTemplates(ctx.db, companyId),
    selectContacts(ctx.db, companyId, null),
    selectShipmentFacets(ctx.db, companyId, "customer", { limit: CHOICES }),
  ]);
  return {
    templates: templates.map(({ companyId: _company, enabledSince: _since, changedAt, ...row }) => ({
      ...row,
      changedAt: changedAt.toISOString(),
    })),
    contacts: contacts.map(({ customer, version, language, addresses, enabled }) => ({
      ...{ customer, version, language, addresses, enabled },
    })),
    customers,
    isMailSetUp: isMailSetUp(),
  };
}
