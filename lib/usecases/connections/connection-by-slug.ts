import { type ConnectionRow, findConnectionBySlug } from "@/db/queries/connections/find-connection";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";

/**
 * The connection of this company with this public name.
 * @throws {NotFoundError} when there is none; another company's is none.
 */
export async function connectionBySlug(ctx: Context, slug: string): Promise<ConnectionRow> {
  requirePermission(ctx.actor, "connection.read");
  const row = await findConnectionBySlug(ctx.db, slug);
  if (row?.companyId !== ctx.actor.companyId) {
    throw new NotFoundError(
      `There is no connection "${slug}". Nothing was done; see milepost connection list.`,
    );
  }
  return row;
}
