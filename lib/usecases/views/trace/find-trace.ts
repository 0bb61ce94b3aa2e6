import type { TraceFound } from "@/lib/contracts/trace/trace-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { AppError } from "@/lib/domain/app-error";
import { parseTraceparent, traceIdOf } from "@/lib/domain/trace/trace-context";
import { parseSubject, subjectText } from "@/lib/domain/trace/trace-node";
import type { Context } from "@/lib/usecases/context";
import { findShipments } from "@/lib/usecases/views/shipments/find-shipments";
import { resolveScope } from "./resolve-scope";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What an id alone may be of. An event is reached from its shipment. */
const KINDS = ["message", "command", "run", "exception", "shipment", "outbound", "notice"] as const;
const KIND_WORDS: Readonly<Record<(typeof KINDS)[number], string>> = {
  message: "Message",
  command: "Odoo write",
  run: "Flow run",
  exception: "Exception",
  shipment: "Shipment",
  outbound: "Outbound message",
  notice: "Notice",
};

/** What a text may be traced from: a W3C trace id or `traceparent`, an id of ours, or any business reference. */
export async function findTrace(ctx: Context, given: string): Promise<TraceFound> {
  requirePermission(ctx.actor, "shipment.read");
  const q = given.trim();
  const traceId =
    parseTraceparent(q.toLowerCase())?.traceId ?? (/^[0-9a-f]{32}$/i.test(q) ? q.toLowerCase() : null);
  const byTrace = traceId ? await existing(ctx, `trace:${traceId}`, "Trace", traceId) : [];
  if (byTrace.length > 0) return { q, choices: byTrace, tooShort: false };
  if (UUID.test(q)) {
    const own = await Promise.all(
      KINDS.map((kind) => existing(ctx, `${kind}:${q.toLowerCase()}`, KIND_WORDS[kind], q)),
    );
    const ofTrace = await existing(ctx, `trace:${traceIdOf(q)}`, "Trace", traceIdOf(q));
    const found = own.flat();
    return { q, choices: found.length > 0 ? found : ofTrace, tooShort: false };
  }
  const { shipments, messages, tooShort } = await findShipments(ctx, q);
  return {
    q,
    choices: [
      ...shipments.map(({ id, number, by }) => ({
        from: `shipment:${id}`,
        title: number,
        detail: `${by.type.replaceAll("_", " ")} ${by.value}`,
      })),
      ...messages.map(({ messageId, type, connectionName }) => ({
        from: `message:${messageId}`,
        title: `Message from ${connectionName}`,
        detail: `waits for ${type.replaceAll("_", " ")}`,
      })),
    ],
    tooShort,
  };
}

async function existing(
  ctx: Context,
  from: string,
  title: string,
  detail: string,
): Promise<TraceFound["choices"]> {
  const subject = parseSubject(from);
  if (!subject) return [];
  try {
    await resolveScope(ctx, subject, "all");
    return [{ from: subjectText(subject), title, detail }];
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return [];
    throw error;
  }
}
