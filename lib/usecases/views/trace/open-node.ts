import { selectCommandAttempt } from "@/db/queries/trace/select-attempt";
import type { TraceRow } from "@/db/queries/trace/trace-row";
import type { TraceOpened } from "@/lib/contracts/trace/trace-page";
import { can } from "@/lib/domain/access/actor";
import type { Context } from "@/lib/usecases/context";
import { readableExchange } from "@/lib/usecases/views/commands/readable-exchange";
import { rawMessage } from "@/lib/usecases/views/messages/raw-message";
import { outboundDetail } from "@/lib/usecases/views/outbound/outbound-detail";

/** What stands behind one node, to be read in place: bytes, or what was asked and answered. Null where there is nothing, or not for this person. */
export async function openNode(ctx: Context, row: TraceRow): Promise<TraceOpened | null> {
  const mayRead = can(ctx.actor, "message.raw.read");
  if (row.kind === "message" && mayRead) return { kind: "bytes", view: await rawMessage(ctx, row.data.id) };
  if (row.kind === "event" && mayRead)
    return { kind: "bytes", view: await rawMessage(ctx, row.data.messageId, row.data.at) };
  if (row.kind === "outbound" && can(ctx.actor, "outbound.read")) {
    const { view } = await outboundDetail(ctx, row.data.id);
    return { kind: "outbound_bytes", id: row.data.id, view };
  }
  if (row.kind === "attempt" && mayRead && can(ctx.actor, "command.read")) {
    const { commandId, number } = row.data;
    const attempt = await selectCommandAttempt(ctx.db, { companyId: ctx.actor.companyId, commandId, number });
    if (!attempt) return null;
    const { request, reply } = attempt;
    return {
      kind: "exchange",
      request: readableExchange(request),
      reply: reply === null || reply === undefined ? null : readableExchange(reply),
    };
  }
  return null;
}
