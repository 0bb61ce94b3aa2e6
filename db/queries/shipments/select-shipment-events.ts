import { and, desc, eq } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection } from "../../schema/connection";
import { event } from "../../schema/event";

/** A shipment's events, newest recorded first, up to `limit`, each with the name of the connection it came over. */
export async function selectShipmentEvents(
  db: Executor,
  companyId: number,
  shipmentId: string,
  limit: number,
) {
  return db
    .select({
      id: event.id,
      identity: event.identity,
      milestone: event.milestone,
      classifier: event.classifier,
      occurredAt: event.occurredAt,
      occurredLocal: event.occurredLocal,
      timeZone: event.timeZone,
      timeZoneAssumed: event.timeZoneAssumed,
      sentAt: event.sentAt,
      receivedAt: event.receivedAt,
      place: event.place,
      stopSequence: event.stopSequence,
      rawCode: event.rawCode,
      codeList: event.codeList,
      reasonCode: event.reasonCode,
      reasonKind: event.reasonKind,
      faultParty: event.faultParty,
      refs: event.refs,
      note: event.note,
      facts: event.facts,
      voidsIdentity: event.voidsIdentity,
      connectionId: event.connectionId,
      connectionName: connection.name,
      partnerKind: connection.partnerKind,
      messageId: event.messageId,
      at: event.at,
      mappingVersion: event.mappingVersion,
      matchReason: event.matchReason,
      actorName: event.actorName,
      unentitledUnder: event.unentitledUnder,
    })
    .from(event)
    .innerJoin(
      connection,
      and(eq(connection.id, event.connectionId), eq(connection.companyId, event.companyId)),
    )
    .where(and(eq(event.companyId, companyId), eq(event.shipmentId, shipmentId)))
    .orderBy(desc(event.recordedAt), desc(event.id))
    .limit(limit);
}
