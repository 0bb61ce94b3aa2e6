import {
  resolveCommand,
  resolveDocument,
  resolveEvent,
  resolveException,
  resolveMessage,
  resolveNotice,
  resolveOutbound,
  resolveRun,
  resolveShipment,
  type SubjectRow,
  selectTraceMembers,
} from "@/db/queries/trace/resolve-subject";
import type { TraceScope } from "@/db/queries/trace/trace-scope";
import type { TraceScopeChoice } from "@/lib/contracts/trace/trace-page";
import { NotFoundError } from "@/lib/domain/app-error";
import { uuidOfTrace } from "@/lib/domain/trace/trace-context";
import { nodeKey, type TraceKind, type TraceSubject } from "@/lib/domain/trace/trace-node";
import type { Context } from "@/lib/usecases/context";

/** A trace over more is no longer one path a person reads. */
const MOST_SHIPMENTS = 20;

export interface ResolvedTrace {
  readonly scope: TraceScope;
  /** Where the page opens. */
  readonly at: string;
  /** The node it was traced from; null where that is no node, such as a shipment. */
  readonly focusKey: string | null;
  readonly traceUuid: string | null;
  readonly shipmentsLeftOut: number;
}

const NO_MEMBERS = {
  messageIds: [],
  commandIds: [],
  runIds: [],
  noticeIds: [],
  shipmentIds: [],
  at: null,
} as const;

/**
 * What a subject hangs on: its shipments, and whatever stands in its W3C trace.
 * @throws {NotFoundError} when this company has no such thing.
 */
export async function resolveScope(
  ctx: Context,
  subject: TraceSubject,
  choice: TraceScopeChoice,
): Promise<ResolvedTrace> {
  const { companyId } = ctx.actor;
  const row = subject.kind === "trace" ? undefined : await subjectRow(ctx, subject);
  const traceUuid = subject.kind === "trace" ? uuidOfTrace(subject.id) : (row?.traceUuid ?? null);
  const members = traceUuid === null ? NO_MEMBERS : await selectTraceMembers(ctx.db, companyId, traceUuid);
  const at = row?.at ?? members.at;
  if (!at) throw new NotFoundError("Nothing here stands in such a trace.");
  const shipmentIds = [...new Set([...(row?.shipmentIds ?? []), ...members.shipmentIds])];
  const named = (kind: TraceSubject["kind"]) => (subject.kind === kind ? [subject.id] : []);
  return {
    scope: {
      companyId,
      shipmentIds: shipmentIds.slice(0, MOST_SHIPMENTS),
      messageIds: [...new Set([...(row?.messageIds ?? []), ...members.messageIds])],
      commandIds: [...new Set([...named("command"), ...members.commandIds])],
      runIds: [...new Set([...named("run"), ...members.runIds])],
      exceptionIds: named("exception"),
      outboundIds: named("outbound"),
      noticeIds: [...new Set([...named("notice"), ...members.noticeIds])],
      onlyNamed: choice === "trace",
    },
    at,
    focusKey: focusKey(subject),
    traceUuid,
    shipmentsLeftOut: Math.max(0, shipmentIds.length - MOST_SHIPMENTS),
  };
}

const NODES: Partial<Record<TraceSubject["kind"], TraceKind>> = {
  message: "message",
  event: "event",
  run: "run",
  command: "command",
  outbound: "outbound",
  notice: "notice",
  document: "document",
};

function focusKey({ kind, id }: TraceSubject): string | null {
  const node = NODES[kind];
  return node ? nodeKey(node, kind === "event" ? (id.split("/")[1] ?? id) : id) : null;
}

async function subjectRow(ctx: Context, { kind, id }: TraceSubject): Promise<SubjectRow> {
  const one = { companyId: ctx.actor.companyId, id };
  const [first = "", second = "", third = ""] = id.split("/");
  const resolve = {
    message: () => resolveMessage(ctx.db, one),
    event: () => resolveEvent(ctx.db, { ...one, shipmentId: first, id: second }),
    shipment: () => resolveShipment(ctx.db, one),
    exception: () => resolveException(ctx.db, one),
    run: () => resolveRun(ctx.db, one),
    command: () => resolveCommand(ctx.db, one),
    outbound: () => resolveOutbound(ctx.db, one),
    notice: () => resolveNotice(ctx.db, one),
    document: () =>
      resolveDocument(ctx.db, {
        companyId: one.companyId,
        connectionId: first,
        model: second,
        odooId: Number(third),
      }),
    trace: async () => undefined,
  }[kind];
  const row = await resolve();
  if (!row)
    throw new NotFoundError("There is nothing of that kind here to trace. Search for a number instead.");
  return row;
}
