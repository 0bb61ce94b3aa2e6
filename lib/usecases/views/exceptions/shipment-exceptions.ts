import { selectRelated } from "@/db/queries/exceptions/select-exception-page";
import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import { can } from "@/lib/domain/access/actor";
import type { Context } from "@/lib/usecases/context";
import { toExceptionRow } from "./exception-row";

const MOST = 10;
/** No exception: all of the shipment are wanted. */
const NONE = "00000000-0000-0000-0000-000000000000";

/** What is wrong with a shipment and not settled, the gravest first; none for who may not read exceptions. */
export async function shipmentExceptions(ctx: Context, shipmentId: string): Promise<readonly ExceptionRow[]> {
  if (!can(ctx.actor, "exception.read")) return [];
  const { companyId } = ctx.actor;
  const rows = await selectRelated(ctx.db, { companyId, shipmentId, id: NONE }, MOST);
  return rows
    .filter(({ state }) => state !== "resolved" && state !== "ignored")
    .map((row) => toExceptionRow(ctx.actor, row));
}
