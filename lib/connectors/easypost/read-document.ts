import type { EventDraft } from "@/lib/domain/event/draft";
import type { ParseContext, ParsedDocument, Problem } from "@/lib/domain/message/parsed-message";
import type { Reference } from "@/lib/domain/reference/reference";
import { type EasyPostDocument, isObject, typeOf } from "./documents";
import { objectNumbers } from "./object-references";
import { eventSchema, shipmentSchema } from "./payload";
import { missingReference } from "./problems";
import { usableReferences } from "./references";
import { statedTime } from "./stated-time";
import { readTracker, type TrackerReading } from "./tracker-events";

export interface DocumentReading extends TrackerReading {
  readonly document: ParsedDocument;
}

const NOTHING: TrackerReading = { events: [], references: [], problems: [] };

/**
 * What one EasyPost object says. Trackers, and whatever carries a scanned tracker inside, give events; a bought label gives
 * `label_created`; claims, batches, refunds, payments and reports are documents with references only. Never throws.
 * Source: EasyPost API v2, Event (`result` holds the object the event is about).
 */
export function readDocument(entry: EasyPostDocument, index: number, context: ParseContext): DocumentReading {
  const id = typeof entry.payload.id === "string" ? entry.payload.id : null;
  const reading =
    entry.type === "event"
      ? readWebhook(entry, index, context)
      : readObject(entry.payload, entry.type, { path: entry.path, document: index, sent: null }, context);
  return {
    ...reading,
    document: { type: entry.type, number: id, references: reading.references, aboutOne: true },
  };
}

type Source = Parameters<typeof readTracker>[1];

function readWebhook(entry: EasyPostDocument, index: number, context: ParseContext): TrackerReading {
  const event = eventSchema.parse(entry.payload);
  const own = usableReferences(
    [{ type: "other", value: event.id, at: `${entry.path}.id`, scope: "easypost" }],
    entry.path,
  );
  if (!event.result) {
    const problem = missingReference(
      `${entry.path}.result`,
      `The event "${event.description ?? "?"}" came without its result`,
    );
    return { events: [], references: own.references, problems: [...own.problems, problem] };
  }
  const stated = event.created_at ?? event.updated_at;
  const source = {
    path: `${entry.path}.result`,
    document: index,
    sent: stated ? statedTime(stated) : null,
  };
  const result = readObject(event.result, typeOf(event.result), source, context);
  return {
    events: result.events,
    references: [...result.references, ...own.references],
    problems: [...own.problems, ...result.problems],
  };
}

function readObject(
  payload: Readonly<Record<string, unknown>>,
  type: string,
  source: Source,
  context: ParseContext,
): TrackerReading {
  if (type === "tracker") return readTracker(payload, source, context);
  const named = usableReferences(objectNumbers(payload, type, source.path), source.path);
  const inner = scannedTracker(payload)
    ? readTracker(payload.tracker, { ...source, path: `${source.path}.tracker` }, context)
    : NOTHING;
  const label = type === "shipment" ? labelBought(payload, named.references, source) : [];
  return {
    events: [...label, ...inner.events],
    references: [...named.references, ...inner.references],
    problems: [...named.problems, ...inner.problems],
  };
}

function scannedTracker(payload: Readonly<Record<string, unknown>>): boolean {
  const tracker = payload.tracker;
  return isObject(tracker) && Array.isArray(tracker.tracking_details) && tracker.tracking_details.length > 0;
}

/** Buying postage hands the carrier the data, not the goods. */
function labelBought(
  payload: Readonly<Record<string, unknown>>,
  references: readonly Reference[],
  source: Source,
): readonly EventDraft[] {
  const shipment = shipmentSchema.parse(payload);
  const bought = shipment.postage_label?.created_at;
  const occurred = bought ? statedTime(bought) : null;
  if (!occurred || !shipment.tracking_code) return [];
  const carrier = shipment.selected_rate?.carrier;
  return [
    {
      milestone: shipment.is_return ? "return_initiated" : "label_created",
      classifier: "actual",
      occurred,
      sent: source.sent,
      references,
      place: null,
      rawCode: "postage_label",
      codeList: "easypost-field",
      reason: null,
      facts: { mode: "parcel", ...(carrier ? { carrier: { name: carrier } } : {}) },
      document: source.document,
      at: `${source.path}.postage_label`,
    },
  ];
}

/** The first part of a document, or of what it wraps, that says it is test data. */
export function testModeAt(entry: EasyPostDocument): Problem | undefined {
  const result = entry.payload.result;
  const inner = isObject(result) && result.mode === "test";
  if (entry.payload.mode !== "test" && !inner) return undefined;
  return {
    code: "test_message",
    severity: "warning",
    at: entry.payload.mode === "test" ? `${entry.path}.mode` : `${entry.path}.result.mode`,
    message: 'Sent in mode "test": nothing of it moved in the real world.',
  };
}
