import type { Transaction } from "@/db/client";
import { type EventRow, insertNewEvents } from "@/db/queries/pipeline/insert-events";
import {
  insertReferences,
  insertShipments,
  lockShipments,
  type ReferenceRow,
  toTimelineEvent,
} from "@/db/queries/pipeline/shipments";
import type { Milestone } from "@/lib/domain/event/milestone";
import { endsSnooze } from "@/lib/domain/exception/snooze-end";
import { normaliseReference } from "@/lib/domain/reference/reference";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import { readCatalogue } from "@/lib/usecases/catalogue/read-catalogue";
import type { Attached } from "./attach-drafts";
import { eventRow } from "./event-row";
import type { RecordOptions } from "./record-messages";
import { refoldShipments } from "./refold-shipments";

export interface Appended {
  readonly newRows: readonly EventRow[];
  readonly newByMessage: ReadonlyMap<string, number>;
  /** Look-up forms no shipment carried before. */
  readonly newLookups: readonly string[];
  /** Shipments made here, with their numbers. */
  readonly made: ReadonlyMap<string, string>;
  readonly changedIds: readonly string[];
}

/** Appends what is new of the attached drafts: shipments, events, references. Folds nothing yet. */
export async function appendEvents(
  tx: Transaction,
  companyId: number,
  { drafts, created, learned }: Attached,
  { now }: RecordOptions,
): Promise<Appended> {
  const entitlements = await readCatalogue(tx, companyId);
  const rows = drafts.flatMap(({ read, draft, attachments }) =>
    attachments.map((attachment) => eventRow(read, draft, attachment, { recordedAt: now, entitlements })),
  );
  const made = await insertShipments(
    tx,
    created.map(({ id, messageId, receivedAt }) => ({
      companyId,
      id,
      createdAt: receivedAt,
      createdByMessage: messageId,
    })),
  );
  const fresh = await insertNewEvents(tx, rows);
  const newRows = [...new Map(rows.filter((row) => fresh.has(row.id)).map((row) => [row.id, row])).values()];
  const references = [...[...made].map((one) => ownNumber(companyId, one)), ...learned];
  const newLookups = await insertReferences(tx, references, now);
  const newByMessage = new Map<string, number>();
  for (const row of newRows) newByMessage.set(row.messageId, (newByMessage.get(row.messageId) ?? 0) + 1);
  const changedIds = [...new Set([...newRows.map((row) => row.shipmentId), ...made.keys()])];
  return { newRows, newByMessage, newLookups, made, changedIds };
}

/** Folds every shipment that changed; those made here from the events at hand, the others locked and read anew. */
export async function foldChanged(
  tx: Transaction,
  companyId: number,
  { changedIds, made, newRows }: Appended,
  { slot, now }: RecordOptions,
): Promise<void> {
  const known = await lockShipments(
    tx,
    companyId,
    changedIds.filter((id) => !made.has(id)),
  );
  const events = new Map<string, TimelineEvent[]>([...made.keys()].map((id) => [id, []]));
  for (const row of newRows) events.get(row.shipmentId)?.push(toTimelineEvent(row));
  const fromHand = [...made].map(([shipmentId, number]) => ({
    shipmentId,
    number,
    events: events.get(shipmentId) ?? [],
  }));
  const fromDatabase = [...known].map(([shipmentId, number]) => ({ shipmentId, number }));
  await refoldShipments(tx, companyId, [...fromHand, ...fromDatabase], {
    slot,
    now,
    cause: "event",
    news: milestonesOf(newRows),
  });
}

function milestonesOf(rows: readonly EventRow[]): Map<string, Set<Milestone>> {
  const news = new Map<string, Set<Milestone>>();
  for (const { shipmentId, milestone, classifier } of rows) {
    if (!endsSnooze({ milestone, classifier })) continue;
    const own = news.get(shipmentId) ?? new Set();
    news.set(shipmentId, own.add(milestone));
  }
  return news;
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
