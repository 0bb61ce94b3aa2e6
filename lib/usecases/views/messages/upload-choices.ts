import { listConnectionNames } from "@/db/queries/messages/list-connections";
import type { Choice } from "@/lib/contracts/messages/message-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { isOwnConnection } from "@/lib/usecases/inbox/own-connection";

/** Connections a person may bring files for. */
export async function uploadChoices(ctx: Context): Promise<Choice[]> {
  requirePermission(ctx.actor, "message.upload");
  const connections = await listConnectionNames(ctx.db, ctx.actor.companyId);
  return connections
    .filter((connection) => connection.enabled && !isOwnConnection(connection.dialect))
    .map(({ id, name, dialect }) => ({ value: id, label: `${name} (${dialect})` }));
}
