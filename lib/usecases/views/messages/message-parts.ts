import type {
  selectMessage,
  selectMessageEvents,
  selectMessageInvoices,
  selectReplies,
} from "@/db/queries/messages/select-message";
import type { Delivery, GivenEvent, InvoiceNote, ReplyNote } from "@/lib/contracts/messages/message-page";

type StoredMessage = NonNullable<Awaited<ReturnType<typeof selectMessage>>>;
type Rows<T extends (...args: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<T>>[number];

export function deliveryOf(stored: StoredMessage): Delivery {
  return {
    receivedAt: stored.receivedAt.toISOString(),
    transport: stored.transport,
    sizeBytes: stored.sizeBytes,
    sha256: stored.sha256.toString("hex"),
    deliveryKey: stored.deliveryKey,
    contentType: stored.contentType,
    contentEncoding: stored.contentEncoding,
    fileName: stored.fileName,
    headers: Object.entries(stored.headers).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

export function givenEvent(row: Rows<typeof selectMessageEvents>): GivenEvent {
  return {
    id: row.id,
    milestone: row.milestone,
    classifier: row.classifier,
    occurredAt: row.occurredAt.toISOString(),
    timeZone: row.timeZone,
    timeZoneAssumed: row.timeZoneAssumed,
    timeMissing: row.occurredLocal === null,
    place: row.place,
    rawCode: row.rawCode,
    codeList: row.codeList,
    at: row.at,
    matchReason: row.matchReason,
    shipment: { id: row.shipmentId, number: row.shipmentNumber },
  };
}

export function replyNote(row: Rows<typeof selectReplies>): ReplyNote {
  return { ...row, createdAt: row.createdAt.toISOString() };
}

export function invoiceNote({ number, carrier, invoice }: Rows<typeof selectMessageInvoices>): InvoiceNote {
  return { number, carrier, total: invoice.total, currency: invoice.currency };
}
