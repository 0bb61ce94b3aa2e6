import type { ConnectionRights } from "@/lib/contracts/connections/connection-page";
import { can } from "@/lib/domain/access/actor";
import type { Context } from "@/lib/usecases/context";

/** Which controls to show. Each action asks again. */
export function connectionRights({ actor }: Context): ConnectionRights {
  return {
    manage: can(actor, "connection.manage"),
    readMapping: can(actor, "mapping.read"),
    editMapping: can(actor, "mapping.edit"),
  };
}
