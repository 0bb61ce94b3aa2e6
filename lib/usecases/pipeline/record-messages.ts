import type { Transaction } from "@/db/client";
import type { LoggedMessage } from "@/db/queries/pipeline/claim-batch";
import {
  countUnmapped,
  type UnmappedSighting,
  upsertInvoiceFacts,
} from "@/db/queries/pipeline/document-facts";
import { type EventRow, insertNewEvents } from "@/db/queries/pipeline/insert-events";
import type { PipelineConnection } from "@/db/queries/pipeline/load-connections";
import {
  readDecisions,
  readRecorded,
  replaceWaiting,
  upsertMessageStates,
  wakeWaiting,
} from "@/db/queries/pipeline/message-states";
import {
  insertReferences,
  insertShipments,
  lockShipments,
  type ReferenceRow,
  toTimelineEvent,
} from "@/db/queries/pipeline/shipments";
import { normaliseReference } from "@/lib/domain/reference/reference";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import { answerGroups } from "./answer-groups";
import { type Attached, type AttachedDraft, attachDrafts } from "./attach-drafts";
import { eventRow } from "./event-row";
import { messageOutcome, waitingRows } from "./message-outcome";
import { type ReadMessage, readMessage } from "./read-message";
import { type FoldTarget, refoldShipments } from "./refold-shipments";

export interface RecordOptions {
  /** Who writes: each concurrent writer counts in its own slot. */
  readonly slot: number;
  readonly now: Date;
  /** The messages ran before: what they wait for is replaced, and nothing new is no duplicate. */
  readonly again: boolean;
}

export interface Recorded {
  readonly messages: number;
  readonly events: number;
  readonly shipmentIds: readonly string[];
}

/**
 * Puts one company's messages on the timeline, in one transaction: parse, attach, append what is new, refold the shipments that
 * changed, and say of each message what became of it. The same messages again change nothing but the count of tries.
 */
export async function recordMessages(
  tx: Transaction,
  companyId: number,
  messages: readonly LoggedMessage[],
  connections: ReadonlyMap<string, PipelineConnection>,
  options: RecordOptions,
): Promise<Recorded> {
  const reads = messages.flatMap((message) => {
    const connection = connections.get(message.connectionId);
    return connection ? [readMessage(message, connection)] : [];
  });
  const ids = reads.map(({ message }) => message.id);
  const decisions = options.again ? await readDecisions(tx, companyId, ids) : new Map();
  const before = options.again ? await readRecorded(tx, companyId, ids) : new Set<string>();
  const heldOf = (read: ReadMessage) => {
    const kind = decisions.get(read.message.id)?.kind;
    if (kind === "ignore") return "ignored" as const;
    return read.message.conflictWith !== null && kind === undefined ? ("conflict" as const) : null;
  };
  const usable = reads.filter((read) => heldOf(read) === null && read.parsed.outcome !== "quarantine");
  const chosen = new Map(
    [...decisions].filter(([, decision]) => decision.kind === "attach" && decision.shipmentIds.length > 0),
  );
  const attached = await attachDrafts(tx, companyId, usable, chosen);
  const { drafts } = attached;

  const events = await appendEvents(tx, companyId, attached, options);
  const ofMessage = groupByMessage(drafts);
  const outcomes = reads.map((read) => {
    const own = ofMessage.get(read.message.id) ?? [];
    const newEventCount = events.newByMessage.get(read.message.id) ?? 0;
    return messageOutcome({
      read,
      drafts: own,
      held: heldOf(read),
      newEventCount,
      wasRecorded: before.has(read.message.id),
      now: options.now,
    });
  });
  await upsertMessageStates(tx, outcomes);
  const waiting = [...ofMessage].flatMap(([messageId, own]) => waitingRows(messageId, own));
  if (waiting.length > 0 || options.again) await replaceWaiting(tx, companyId, ids, waiting, options.now);
  await wakeWaiting(tx, companyId, events.newLookups, options.now);
  await countUnmapped(tx, companyId, sightings(events.newRows), options.now);
  await upsertInvoiceFacts(tx, invoiceRows(usable, ofMessage));
  await answerGroups(tx, companyId, reads, options.now);
  return { messages: reads.length, events: events.newRows.length, shipmentIds: events.shipmentIds };
}

async function appendEvents(
  tx: Transaction,
  companyId: number,
  { drafts, created, learned }: Attached,
  options: RecordOptions,
) {
  const rows = drafts.flatMap(({ read, draft, attachments }) =>
    attachments.map((attachment) => eventRow(read, draft, attachment, options.now)),
  );
  const isNew = new Set(created.map((shipment) => shipment.id));
  const existing = [...new Set(rows.map((row) => row.shipmentId))].filter((id) => !isNew.has(id));
  const made = await insertShipments(
    tx,
    created.map(({ id, messageId, receivedAt }) => ({
      companyId,
      id,
      createdAt: receivedAt,
      createdByMessage: messageId,
    })),
  );
  const numbers = new Map([...made, ...(await lockShipments(tx, companyId, existing))]);
  const fresh = await insertNewEvents(tx, rows);
  const newRows = [...new Map(rows.filter((row) => fresh.has(row.id)).map((row) => [row.id, row])).values()];
  const references = [...[...made].map((one) => ownNumber(companyId, one)), ...learned];
  const newLookups = await insertReferences(tx, references, options.now);
  const changed = new Set([...newRows.map((row) => row.shipmentId), ...isNew]);
  await refoldShipments(
    tx,
    companyId,
    foldTargets(changed, numbers, isNew, newRows),
    options.slot,
    options.now,
  );
  const newByMessage = new Map<string, number>();
  for (const row of newRows) newByMessage.set(row.messageId, (newByMessage.get(row.messageId) ?? 0) + 1);
  return { newRows, newByMessage, newLookups, shipmentIds: [...changed] };
}

function foldTargets(
  changed: ReadonlySet<string>,
  numbers: ReadonlyMap<string, string>,
  isNew: ReadonlySet<string>,
  rows: readonly EventRow[],
): FoldTarget[] {
  const events = new Map<string, TimelineEvent[]>([...isNew].map((id) => [id, []]));
  for (const row of rows) events.get(row.shipmentId)?.push(toTimelineEvent(row));
  return [...changed].flatMap((shipmentId) => {
    const [number, own] = [numbers.get(shipmentId), events.get(shipmentId)];
    if (!number) return [];
    return [own ? { shipmentId, number, events: own } : { shipmentId, number }];
  });
}

/** Our own number of a new shipment: people read it out like any other. */
function ownNumber(companyId: number, [shipmentId, number]: readonly [string, string]): ReferenceRow {
  return {
    companyId,
    lookup: normaliseReference(number),
    type: "shipment",
    shipmentId,
    value: number,
    scope: null,
  };
}

function groupByMessage(drafts: readonly AttachedDraft[]): Map<string, AttachedDraft[]> {
  const grouped = new Map<string, AttachedDraft[]>();
  for (const draft of drafts) {
    const own = grouped.get(draft.read.message.id);
    if (own) own.push(draft);
    else grouped.set(draft.read.message.id, [draft]);
  }
  return grouped;
}

function sightings(rows: readonly EventRow[]): UnmappedSighting[] {
  const counted = new Map<string, UnmappedSighting>();
  for (const { milestone, connectionId, codeList, rawCode, messageId } of rows) {
    if (milestone !== "unmapped") continue;
    const key = `${connectionId} ${codeList} ${rawCode}`;
    counted.set(key, {
      connectionId,
      codeList,
      code: rawCode,
      count: (counted.get(key)?.count ?? 0) + 1,
      messageId,
    });
  }
  return [...counted.values()];
}

function invoiceRows(
  reads: readonly ReadMessage[],
  ofMessage: ReadonlyMap<string, readonly AttachedDraft[]>,
) {
  return reads.flatMap(({ message, connection, parsed }) =>
    parsed.invoices.map((invoice, position) => {
      const about = ofMessage
        .get(message.id)
        ?.find(
          ({ draft }) =>
            draft.document === invoice.document && draft.milestone === "carrier_invoice_received",
        );
      return {
        companyId: message.companyId,
        messageId: message.id,
        document: invoice.document,
        position,
        connectionId: connection.id,
        number: invoice.number,
        carrier: invoice.carrier,
        invoice,
        shipmentId: about?.attachments[0]?.shipmentId ?? null,
      };
    }),
  );
}
