import { mappingRevision } from "@/db/queries/pipeline/shipments";
import type { selectShipmentEvents } from "@/db/queries/shipments/select-shipment-events";
import type { OdooDocumentLink } from "@/lib/contracts/shipments/odoo-documents";
import type { DimLine, EventLine, TimelineLine } from "@/lib/contracts/shipments/shipment-page";
import type { RecordedEvent } from "@/lib/domain/shipment/recorded-event";
import type { StopState } from "@/lib/domain/shipment/state";
import type { DimReason, TimelineEntry } from "@/lib/domain/shipment/timeline-entry";

type StoredEvent = Awaited<ReturnType<typeof selectShipmentEvents>>[number];

/** The document a code list belongs to, as people of the trade call it. */
const DOCUMENT_OF: Readonly<Record<string, string>> = {
  "x12-1650": "214",
  "x12-1652": "214",
  "x12-1157": "214",
  "x12-353": "204",
  "x12-558": "990",
  "x12-432": "date",
  "x12-143": "set",
  "easypost-status": "tracker",
  "easypost-field": "tracker",
  "csv-status": "row",
  manual: "by hand",
};

/** Odoo's models, as its people call them. */
const ODOO_DOCUMENT: Readonly<Record<string, string>> = {
  "sale.order": "order",
  "purchase.order": "purchase order",
  "stock.picking": "delivery",
  "account.move": "invoice",
};

type LinkOf = (event: RecordedEvent) => OdooDocumentLink | null;

/** A stored event as the timeline reads it. */
export function recordedEvent(row: StoredEvent): RecordedEvent {
  const { reasonCode, reasonKind, faultParty, mappingVersion, ...event } = row;
  return {
    ...event,
    occurredAt: row.occurredAt.getTime(),
    sentAt: row.sentAt?.getTime() ?? null,
    receivedAt: row.receivedAt.getTime(),
    reason:
      reasonCode === null
        ? null
        : { code: reasonCode, kind: reasonKind ?? "", party: faultParty ?? "unknown" },
    mappingRevision: mappingRevision(mappingVersion),
  };
}

export function timelineLine(entry: TimelineEntry, linkOf: LinkOf): TimelineLine {
  const { event, dim, agreeing, disagreeing, stop, ...rest } = entry;
  const line = (told: RecordedEvent) => eventLine(told, stop, linkOf);
  return {
    ...rest,
    event: line(event),
    dim: dim && dimLine(dim, line),
    agreeing: agreeing.map(line),
    disagreeing: disagreeing.map(line),
  };
}

function dimLine(dim: DimReason, line: (event: RecordedEvent) => EventLine): DimLine {
  return "by" in dim ? { kind: dim.kind, by: line(dim.by) } : dim;
}

/** An event that names no place of its own happened at its stop, and is told on that stop's clock. */
function eventLine(event: RecordedEvent, stop: StopState | null, linkOf: LinkOf): EventLine {
  return {
    id: event.id,
    identity: event.identity,
    milestone: event.milestone,
    classifier: event.classifier,
    occurredAt: event.occurredAt,
    dateOnly: event.occurredLocal !== null && !event.occurredLocal.includes("T"),
    timeMissing: event.occurredLocal === null,
    timeZone: (event.place ? null : stop?.timeZone) ?? event.timeZone,
    timeZoneAssumed: event.timeZoneAssumed,
    receivedAt: event.receivedAt,
    place: event.place ?? stop?.place ?? null,
    reason: event.reason,
    note: event.note,
    pieces: event.facts?.pieces ?? null,
    connectionId: event.connectionId,
    connectionName: event.connectionName,
    sourceCode: sourceCode(event),
    document: linkOf(event),
    messageId: event.messageId,
    at: event.at,
    matchReason: event.matchReason,
    actorName: event.actorName,
  };
}

function sourceCode({ codeList, rawCode, reason }: RecordedEvent): string {
  const [, model, field] = /^odoo-(.+)\.([a-z_]+)$/.exec(codeList) ?? [];
  if (model) return odooCode(ODOO_DOCUMENT[model] ?? model, field ?? "", rawCode);
  const document = DOCUMENT_OF[codeList] ?? codeList;
  if (codeList === "manual") return document;
  return reason?.code ? `${document} ${rawCode}/${reason.code}` : `${document} ${rawCode}`;
}

/** "delivery done", "invoice posted", "order commitment date". */
function odooCode(document: string, field: string, rawCode: string): string {
  const said = field === "acknowledged" ? field : rawCode;
  return `${document} ${said.replaceAll("_", " ")}`;
}
