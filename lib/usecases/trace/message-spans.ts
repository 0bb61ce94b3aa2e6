import type { MessageRow } from "@/db/queries/inbox/insert-messages";
import type { LoggedMessage } from "@/db/queries/pipeline/claim-batch";
import { parseTraceparent, traceOfMessage } from "@/lib/domain/trace/trace-context";
import { newSpanId, recordSpan } from "./tracing";

/** A message was stored: from its arrival to its commit. Its span is the one derived from its id, so that what follows can name it. */
export function spanOfReceipt(
  row: MessageRow,
  sender: { readonly slug: string },
  request: { readonly header: (name: string) => string | null },
  storedAt: Date,
): void {
  recordSpan({
    ...traceOfMessage({ id: row.id, traceUuid: row.traceId }),
    parentSpanId: parseTraceparent(request.header("traceparent"))?.spanId ?? null,
    name: "receive message",
    kind: "server",
    startMs: row.receivedAt.getTime(),
    endMs: storedAt.getTime(),
    attributes: {
      "milepost.company_id": row.companyId,
      "milepost.connection": sender.slug,
      "milepost.message_id": row.id,
      "messaging.message.body.size": row.sizeBytes,
    },
    error: null,
  });
}

/** One batch of messages as it was recorded; times in epoch milliseconds. */
export interface RecordedBatch {
  readonly messages: readonly LoggedMessage[];
  readonly startMs: number;
  readonly endMs: number;
  /** When its shipments were folded and their promises and exceptions judged; null where nothing changed. */
  readonly watch: { readonly startMs: number; readonly endMs: number } | null;
}

/** Messages were put on the timeline: a span each under its receipt, and one for the watching beneath. They share the batch's times, as they shared its transaction. */
export function spansOfBatch({ messages, startMs, endMs, watch }: RecordedBatch): void {
  for (const message of messages) {
    const { traceId, spanId: parentSpanId } = traceOfMessage({ id: message.id, traceUuid: message.traceId });
    const spanId = newSpanId();
    const attributes = {
      "milepost.company_id": message.companyId,
      "milepost.message_id": message.id,
      "messaging.batch.message_count": messages.length,
    };
    const span = { traceId, kind: "internal", attributes, error: null } as const;
    recordSpan({ ...span, spanId, parentSpanId, name: "record message", startMs, endMs });
    if (watch)
      recordSpan({ ...span, ...watch, spanId: newSpanId(), parentSpanId: spanId, name: "watch shipments" });
  }
}
