import { findConnectionBySlug } from "@/db/queries/connections/find-connection";
import { findOdooConnection } from "@/db/queries/odoo/odoo-connection";
import type { OdooSetupStart } from "@/lib/contracts/odoo/setup-start";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { env } from "@/lib/env";
import type { Context } from "@/lib/usecases/context";

/** What the form of a set-up begins with; `slug` null for a connection that is not there yet. */
export async function odooSetupStart(ctx: Context, slug: string | null): Promise<OdooSetupStart> {
  requirePermission(ctx.actor, "connection.manage");
  const webhookBase = (env().NEXTAUTH_URL ?? "").replace(/\/$/, "");
  if (slug === null) {
    return { slug: null, name: "Odoo", baseUrl: "", database: "", webhookBase, isSetUp: false };
  }
  const { companyId } = ctx.actor;
  const row = await findConnectionBySlug(ctx.db, slug);
  if (row?.companyId !== companyId || row.dialect !== "odoo") {
    throw new NotFoundError("There is no such Odoo connection.");
  }
  const odoo = await findOdooConnection(ctx.db, { companyId, connectionId: row.id });
  return {
    slug,
    name: row.name,
    baseUrl: odoo?.baseUrl ?? "",
    database: odoo?.database ?? "",
    webhookBase,
    isSetUp: Boolean(odoo?.readerKeySealed),
  };
}
