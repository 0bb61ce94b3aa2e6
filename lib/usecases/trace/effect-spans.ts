import { spanIdOf, traceIdOf } from "@/lib/domain/trace/trace-context";
import { recordSpan } from "./tracing";

/** What is known of one try to have an effect outside. */
export interface EffectTry {
  readonly spanId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly error: string | null;
}

interface TracedCommand {
  readonly companyId: number;
  readonly id: string;
  readonly kind: string;
  readonly operationKey: string;
  readonly traceId: string | null;
  readonly traceParent: string | null;
}

/** The trace a command belongs to: that of what made it, else its own. */
export function traceOfCommand({ id, traceId }: Pick<TracedCommand, "id" | "traceId">): string {
  return traceIdOf(traceId ?? id);
}

/** One try of a command, from its lease to the word on it. */
export function spanOfCommand(command: TracedCommand, tried: EffectTry): void {
  recordSpan({
    ...tried,
    traceId: traceOfCommand(command),
    parentSpanId: command.traceParent,
    name: `send command ${command.kind}`,
    kind: "client",
    attributes: {
      "milepost.company_id": command.companyId,
      "milepost.command_id": command.id,
      "milepost.operation_key": command.operationKey,
      "peer.service": "odoo",
    },
  });
}

interface TracedOutbound {
  readonly companyId: number;
  readonly id: string;
  readonly kind: string;
  readonly traceId: string;
  readonly inReplyTo: string | null;
  readonly attempts: number;
}

/** One try to send a message to a partner: in the trace of what it answers. */
export function spanOfOutbound(message: TracedOutbound, tried: EffectTry): void {
  recordSpan({
    ...tried,
    traceId: traceIdOf(message.traceId),
    parentSpanId: message.inReplyTo && spanIdOf(message.inReplyTo),
    name: `send outbound ${message.kind}`,
    kind: "client",
    attributes: {
      "milepost.company_id": message.companyId,
      "milepost.outbound_id": message.id,
      "milepost.try": message.attempts + 1,
    },
  });
}

interface TracedNotice {
  readonly companyId: number;
  readonly id: string;
  readonly channel: string;
  readonly attempts: number;
}

/** One try to send a notice. It may tell of many causes at once, so its trace is its own. */
export function spanOfNotice(notice: TracedNotice, tried: EffectTry): void {
  recordSpan({
    ...tried,
    traceId: traceIdOf(notice.id),
    parentSpanId: null,
    name: `send notice ${notice.channel}`,
    kind: "client",
    attributes: {
      "milepost.company_id": notice.companyId,
      "milepost.notice_id": notice.id,
      "milepost.try": notice.attempts,
    },
  });
}

/** The span of a notice's try, derived: the receiver gets it in `traceparent`. */
export function spanOfTry(id: string, attempt: number): string {
  const first = spanIdOf(id);
  // Another try is another span; the last four digits count, and a UUID's variant bits keep it from being nothing.
  return `${first.slice(0, 12)}${(attempt % 0xffff).toString(16).padStart(4, "0")}`;
}
