import type { Transaction } from "@/db/client";
import type { LoggedMessage } from "@/db/queries/pipeline/claim-batch";
import {
  countUnmapped,
  type UnmappedSighting,
  upsertInvoiceFacts,
} from "@/db/queries/pipeline/document-facts";
import type { EventRow } from "@/db/queries/pipeline/insert-events";
import type { PipelineConnection } from "@/db/queries/pipeline/load-connections";
import {
  readDecisions,
  readRecorded,
  replaceWaiting,
  upsertMessageStates,
  wakeWaiting,
} from "@/db/queries/pipeline/message-states";
import { keepRead } from "@/lib/usecases/health/keep-hour";
import { keepFreshness } from "@/lib/usecases/overview/keep-freshness";
import { recordStock } from "@/lib/usecases/stock/record-stock";
import { answerGroups } from "./answer-groups";
import { appendEvents, foldChanged } from "./append-events";
import { type AttachedDraft, attachDrafts } from "./attach-drafts";
import { messageOutcome, waitingRows } from "./message-outcome";
import { type ReadMessage, readMessage } from "./read-message";

export interface RecordOptions {
  /** Who writes: each concurrent writer counts in its own slot. */
  readonly slot: number;
  readonly now: Date;
  /** The messages ran before: what they wait for is replaced, and nothing new is no duplicate. */
  readonly again: boolean;
  /** They waited while their connection was paused: stored as waiting before, read now for the first time. */
  readonly wereHeld?: boolean;
}

export interface Recorded {
  readonly messages: number;
  readonly events: number;
  readonly shipmentIds: readonly string[];
  /** When its shipments were folded and judged, in epoch milliseconds; null where none changed. */
  readonly watch: { readonly startMs: number; readonly endMs: number } | null;
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
  await keepFreshness(tx, companyId, options.slot, events.newRows);
  const isFirst = !options.again || options.wereHeld === true;
  await keepRead(tx, companyId, outcomes, events.newRows, { ...options, isFirst });
  await countUnmapped(tx, companyId, sightings(events.newRows), options.now);
  await upsertInvoiceFacts(tx, invoiceRows(usable, ofMessage));
  await recordStock(tx, companyId, reads, { ...options, held: (read) => heldOf(read) !== null });
  await answerGroups(
    tx,
    companyId,
    reads.filter((read) => heldOf(read) === null),
    options.now,
  );
  // Last, because it locks the shipments until commit: another worker's batch waits here and nowhere else.
  const startMs = Date.now();
  await foldChanged(tx, companyId, events, options);
  return {
    messages: reads.length,
    events: events.newRows.length,
    shipmentIds: events.changedIds,
    watch: events.changedIds.length === 0 ? null : { startMs, endMs: Date.now() },
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
