import { hash } from "node:crypto";
import type { EventRow } from "@/db/queries/pipeline/insert-events";
import { canonicalJson } from "@/lib/domain/canonical-json";
import { type Entitlements, refusedUnder } from "@/lib/domain/catalogue/catalogue";
import type { EventDraft } from "@/lib/domain/event/draft";
import { resolveTime } from "@/lib/domain/time/resolve-time";
import { zoneOfPlace } from "@/lib/domain/time/zone-of-place";
import type { ReadMessage } from "./read-message";
import { scoped } from "./scoped-references";

export interface Attachment {
  readonly shipmentId: string;
  readonly reason: string;
}

/**
 * The row of one stated fact on one shipment.
 *
 * Identity is the partner's own event id where there is one, else what was stated (code, time, place, references): the same
 * fact sent again under new control numbers is the same event. The id adds what we understood of it, so that a correction under
 * the same identity, a new code map or another assumed zone is another event, and the last said counts. Plans and estimates
 * also carry when they were said: of A, B, A the last A counts.
 */
export function eventRow(
  read: ReadMessage,
  draft: EventDraft,
  attachment: Attachment,
  { recordedAt, entitlements }: { readonly recordedAt: Date; readonly entitlements: Entitlements },
): EventRow {
  const { message, connection } = read;
  const unentitledUnder = refusedUnder(entitlements, draft, connection.partnerKind);
  const zone = zoneOfPlace(draft.place) ?? connection.zone;
  const occurredAt = draft.occurred ? resolveTime(draft.occurred, zone) : null;
  const sentAt = draft.sent ? resolveTime(draft.sent, connection.zone) : null;
  const identity = identityOf(read, draft, attachment.shipmentId);
  return {
    companyId: message.companyId,
    id: uuidOf([
      identity,
      understood(draft, zone),
      mappedBy(read, draft),
      // Read again under another catalogue it is another event; what may be stated keeps the id it always had.
      ...(unentitledUnder === null ? [] : ["unentitled"]),
    ]),
    identity,
    shipmentId: attachment.shipmentId,
    milestone: draft.milestone,
    classifier: draft.classifier,
    occurredAt: occurredAt === null ? message.receivedAt : new Date(occurredAt),
    occurredLocal: occurredAt === null ? null : (draft.occurred?.local ?? null),
    occurredOffset: draft.occurred?.offset ?? null,
    timeZone: zone,
    timeZoneAssumed: draft.occurred?.offset == null,
    sentAt: sentAt === null ? null : new Date(sentAt),
    receivedAt: message.receivedAt,
    recordedAt,
    place: draft.place,
    stopSequence: draft.stopSequence ?? null,
    rawCode: draft.rawCode,
    codeList: draft.codeList,
    reasonCode: draft.reason?.code ?? null,
    reasonKind: draft.reason?.kind ?? null,
    faultParty: draft.reason?.party ?? null,
    refs: scoped(draft, read),
    note: draft.note ?? null,
    facts: draft.facts ?? null,
    voidsIdentity: voidsIdentity(read, draft, attachment.shipmentId),
    connectionId: connection.id,
    messageId: message.id,
    document: draft.document,
    at: draft.at,
    mappingVersion: read.mappingVersion,
    matchReason: attachment.reason,
    actorName: draft.actorName ?? null,
    unentitledUnder,
  };
}

function identityOf(read: ReadMessage, draft: EventDraft, shipmentId: string): string {
  if (draft.partnerEventId) return uuidOf([read.connection.id, shipmentId, draft.partnerEventId]);
  return uuidOf([read.connection.id, shipmentId, draft.codeList, stated(draft)]);
}

/** What we understood of it: differs where the code map, the assumed zone or, under a partner's event id, the content does. */
function understood(draft: EventDraft, zone: string): readonly unknown[] {
  return [
    draft.milestone,
    draft.classifier,
    draft.reason,
    draft.classifier === "actual" ? null : draft.sent,
    draft.occurred?.offset == null ? zone : null,
    draft.partnerEventId ? [stated(draft), draft.sent] : null,
  ];
}

/** The revision of the mapping where the connection has its own word on the code: mapped there and back again is the newest word. */
function mappedBy({ connection, mappingVersion }: ReadMessage, draft: EventDraft): string | null {
  const own = connection.overrides.some(
    ({ codeList, code }) => codeList === draft.codeList && draft.rawCode.startsWith(code),
  );
  return own || connection.csvMapping ? mappingVersion : null;
}

/** What the partner said, apart from how we read the code. */
function stated(draft: EventDraft): readonly unknown[] {
  const references = draft.references.map((reference) => `${reference.type} ${reference.value}`).sort();
  return [
    draft.rawCode,
    draft.occurred,
    draft.place,
    draft.stopSequence ?? null,
    references,
    draft.note ?? null,
    // A plan is what it says; a weight on a scan is only told along with it.
    draft.facts?.stops ?? null,
    draft.voidsPartnerEventId ?? null,
    draft.voidsIdentity ?? null,
  ];
}

function voidsIdentity(read: ReadMessage, draft: EventDraft, shipmentId: string): string | null {
  if (draft.voidsIdentity) return draft.voidsIdentity;
  return draft.voidsPartnerEventId
    ? uuidOf([read.connection.id, shipmentId, draft.voidsPartnerEventId])
    : null;
}

/** UUID version 8 (RFC 9562, 5.8) over the SHA-256 of the canonical JSON: the same content always has the same id. */
function uuidOf(content: readonly unknown[]): string {
  const hex = hash("sha256", canonicalJson(content), "hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
