import { findUserByEmail } from "@/db/queries/access/find-user";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";

/** Id of the person of this company with this e-mail address. @throws {NotFoundError} when there is none. */
export async function findPerson(ctx: Context, email: string): Promise<string> {
  requirePermission(ctx.actor, "user.manage");
  const row = await findUserByEmail(ctx.db, email);
  if (row?.companyId !== ctx.actor.companyId) {
    throw new NotFoundError(`Nobody here has the e-mail address ${email}. Nothing was changed.`);
  }
  return row.id;
}
