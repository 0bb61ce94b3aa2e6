import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";
import { event } from "../../schema/event";
import {
  carrierInvoiceFact,
  inboxMessage,
  messageState,
  reprocessRequest,
  waitingReference,
} from "../../schema/inbox";
import { outboundMessage } from "../../schema/outbound";
import { shipment } from "../../schema/shipment";

/** Everything of one message but its bytes. `state` is null until the pipeline has read it. */
export async function selectMessage(db: Executor, companyId: number, messageId: string) {
  const [row] = await db
    .select({
      id: inboxMessage.id,
      deliveryKey: inboxMessage.deliveryKey,
      sha256: inboxMessage.sha256,
      contentType: inboxMessage.contentType,
      contentEncoding: inboxMessage.contentEncoding,
      headers: inboxMessage.headers,
      sizeBytes: inboxMessage.sizeBytes,
      fileName: inboxMessage.fileName,
      transport: inboxMessage.transport,
      conflictWith: inboxMessage.conflictWith,
      receivedAt: inboxMessage.receivedAt,
      connectionId: connection.id,
      connectionName: connection.name,
      connectionSlug: connection.slug,
      connectionZone: connection.defaultZone,
      dialect: connection.dialect,
      carrierScac: connection.carrierScac,
      state: messageState,
      queuedAt: reprocessRequest.requestedAt,
      queuedCause: reprocessRequest.cause,
    })
    .from(inboxMessage)
    .innerJoin(
      connection,
      and(eq(connection.id, inboxMessage.connectionId), eq(connection.companyId, inboxMessage.companyId)),
    )
    .leftJoin(
      messageState,
      and(eq(messageState.companyId, inboxMessage.companyId), eq(messageState.messageId, inboxMessage.id)),
    )
    .leftJoin(
      reprocessRequest,
      and(
        eq(reprocessRequest.companyId, inboxMessage.companyId),
        eq(reprocessRequest.messageId, inboxMessage.id),
      ),
    )
    .where(and(eq(inboxMessage.companyId, companyId), eq(inboxMessage.id, messageId)));
  return row;
}

/** Events a message gave, found on the shipments it is known to be on. */
export async function selectMessageEvents(
  db: Executor,
  given: { companyId: number; messageId: string; shipmentIds: readonly string[]; limit: number },
) {
  if (given.shipmentIds.length === 0) return [];
  return db
    .select({
      id: event.id,
      milestone: event.milestone,
      classifier: event.classifier,
      occurredAt: event.occurredAt,
      occurredLocal: event.occurredLocal,
      timeZone: event.timeZone,
      timeZoneAssumed: event.timeZoneAssumed,
      place: event.place,
      rawCode: event.rawCode,
      codeList: event.codeList,
      at: event.at,
      document: event.document,
      matchReason: event.matchReason,
      shipmentId: event.shipmentId,
      shipmentNumber: shipment.number,
    })
    .from(event)
    .innerJoin(shipment, and(eq(shipment.companyId, event.companyId), eq(shipment.id, event.shipmentId)))
    .where(
      and(
        eq(event.companyId, given.companyId),
        inArray(event.shipmentId, [...given.shipmentIds]),
        eq(event.messageId, given.messageId),
      ),
    )
    .orderBy(asc(event.document), asc(event.occurredAt), asc(event.id))
    .limit(given.limit);
}

export async function selectMessageInvoices(
  db: Executor,
  companyId: number,
  messageId: string,
  limit: number,
) {
  return db
    .select({
      number: carrierInvoiceFact.number,
      carrier: carrierInvoiceFact.carrier,
      invoice: carrierInvoiceFact.invoice,
      shipmentId: carrierInvoiceFact.shipmentId,
    })
    .from(carrierInvoiceFact)
    .where(and(eq(carrierInvoiceFact.companyId, companyId), eq(carrierInvoiceFact.messageId, messageId)))
    .orderBy(asc(carrierInvoiceFact.document), asc(carrierInvoiceFact.position))
    .limit(limit);
}

export async function selectWaiting(db: Executor, companyId: number, messageId: string) {
  return db
    .select({
      type: waitingReference.type,
      lookup: waitingReference.lookup,
      sinceAt: waitingReference.sinceAt,
    })
    .from(waitingReference)
    .where(and(eq(waitingReference.companyId, companyId), eq(waitingReference.messageId, messageId)))
    .orderBy(asc(waitingReference.type), asc(waitingReference.lookup))
    .limit(50);
}

/** Our answers to a message. */
export async function selectReplies(db: Executor, companyId: number, messageId: string) {
  return db
    .select({
      id: outboundMessage.id,
      kind: outboundMessage.kind,
      verdict: outboundMessage.verdict,
      state: outboundMessage.state,
      controlNumber: outboundMessage.controlNumber,
      createdAt: outboundMessage.createdAt,
    })
    .from(outboundMessage)
    .where(and(eq(outboundMessage.companyId, companyId), eq(outboundMessage.inReplyTo, messageId)))
    .orderBy(asc(outboundMessage.createdAt))
    .limit(20);
}

/** What these messages became, for naming a neighbour of a message. */
export async function selectStates(db: Executor, companyId: number, messageIds: readonly string[]) {
  if (messageIds.length === 0) return [];
  return db
    .select({ id: messageState.messageId, state: messageState.state, receivedAt: messageState.receivedAt })
    .from(messageState)
    .where(
      and(
        eq(messageState.companyId, companyId),
        or(...messageIds.map((id) => eq(messageState.messageId, id))),
      ),
    );
}
