import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { findCarried, findReferences, lockReferences } from "@/db/queries/pipeline/find-references";
import type { ReferenceRow } from "@/db/queries/pipeline/shipments";
import type { EventDraft } from "@/lib/domain/event/draft";
import {
  type Correlation,
  correlate,
  isCarried,
  isStrong,
  MAX_NAMED,
  type ReferenceHit,
} from "@/lib/domain/reference/correlate";
import { type Half, joinByOrder } from "@/lib/domain/reference/join-by-order";
import { normaliseReference, type Reference } from "@/lib/domain/reference/reference";
import type { Attachment } from "./event-row";
import type { ReadMessage } from "./read-message";
import { scoped } from "./scoped-references";

/** A draft on its way to a shipment. A person may put one on several shipments at once. */
export interface AttachedDraft {
  readonly read: ReadMessage;
  readonly draft: EventDraft;
  readonly attachments: readonly Attachment[];
  /** Why it has none: several candidates, or references nothing carries yet. */
  readonly open: Exclude<Correlation, { kind: "match" }> | null;
}

export interface CreatedShipment {
  readonly id: string;
  readonly messageId: string;
  readonly receivedAt: Date;
}

export interface Attached {
  readonly drafts: readonly AttachedDraft[];
  readonly created: readonly CreatedShipment[];
  /** Numbers the shipments did not carry before. */
  readonly learned: readonly ReferenceRow[];
}

/** What a person decided about a message: the shipments it belongs to. */
export type Chosen = ReadonlyMap<
  string,
  { readonly shipmentIds: readonly string[]; readonly decidedBy: string }
>;

/** Each pass may learn a number the one before lacked: tender, then acceptance with the PRO, then status by PRO. */
const MAX_PASSES = 4;

/**
 * Finds the shipment of every draft of one company's messages. Tenders and orders may make one; everything else attaches to what
 * exists, also to what another message of this batch made or named. Nothing is attached on a guess.
 */
export async function attachDrafts(
  tx: Transaction,
  companyId: number,
  reads: readonly ReadMessage[],
  chosen: Chosen,
): Promise<Attached> {
  const work = reads.flatMap((read) => read.parsed.events.map((draft) => ({ read, draft })));
  const creatorLookups = work
    .filter(({ read, draft }) => mayCreate(read, draft))
    .flatMap(({ read, draft }) => lookupsOf(scoped(draft, read).filter(isWaitedFor(read, draft))));
  await lockReferences(tx, companyId, [...new Set(creatorLookups)]);
  const lookups = new Set(work.flatMap(({ read, draft }) => lookupsOf(scoped(draft, read))));
  const index = await findReferences(tx, companyId, [...lookups], MAX_NAMED + 1);
  const carried = await findCarried(tx, companyId, doubtful(work, index));
  const created: CreatedShipment[] = [];
  const learned: ReferenceRow[] = [];
  const done = new Map<EventDraft, AttachedDraft>();
  const settle = (read: ReadMessage, draft: EventDraft, attachments: readonly Attachment[]) => {
    done.set(draft, { read, draft, attachments, open: null });
    for (const { shipmentId } of attachments) learn({ index, carried, learned }, draft, shipmentId, read);
  };

  for (const { read, draft } of work) {
    if (!mayCreate(read, draft) || chosen.has(read.message.id)) continue;
    const made = attachOrCreate(read, draft, { index, carried }, created);
    if (made) settle(read, draft, [made]);
  }
  for (let pass = 0, grew = true; grew && pass < MAX_PASSES; pass += 1) {
    grew = false;
    for (const { read, draft } of work) {
      if (done.get(draft)?.open === null) continue;
      const found = correlate(scoped(draft, read), index, { carried });
      if (found.kind === "match") {
        settle(read, draft, [{ shipmentId: found.shipmentId, reason: found.reason }]);
        grew = true;
      } else done.set(draft, { read, draft, attachments: [], open: found });
    }
  }
  // A person's word counts for what could not be told from the numbers; the rest of the message stays where it belongs.
  for (const { read, draft, open } of [...done.values()]) {
    const decision = open && chosen.get(read.message.id);
    if (!decision) continue;
    settle(
      read,
      draft,
      decision.shipmentIds.map((shipmentId) => ({ shipmentId, reason: `chosen by ${decision.decidedBy}` })),
    );
  }
  return { drafts: work.flatMap(({ draft }) => done.get(draft) ?? []), created, learned };
}

/** Shipments named by drafts that also state a number nobody carries: what they carry decides whether they can be meant. */
function doubtful(
  work: readonly { read: ReadMessage; draft: EventDraft }[],
  index: ReadonlyMap<string, readonly ReferenceHit[]>,
): string[] {
  const ids = new Set<string>();
  for (const { read, draft } of work) {
    const references = scoped(draft, read);
    const hits = references.map((reference) => index.get(normaliseReference(reference.value)) ?? []);
    if (hits.every((own, position) => own.length > 0 || !isStrong(references[position]?.type ?? "other")))
      continue;
    for (const hit of hits.flat()) ids.add(hit.shipmentId);
  }
  return [...ids];
}

function opensShipment({ milestone }: EventDraft): boolean {
  return milestone === "tendered" || milestone === "order_confirmed" || milestone === "order_released";
}

function mayCreate(read: ReadMessage, draft: EventDraft): boolean {
  return (
    (opensShipment(draft) || read.connection.mayCreateShipments) &&
    draft.milestone !== "event_voided" &&
    strongOf(scoped(draft, read)).length > 0
  );
}

function attachOrCreate(
  read: ReadMessage,
  draft: EventDraft,
  { index, carried }: Pick<Known, "index" | "carried">,
  created: CreatedShipment[],
): Attachment | null {
  const found = correlate(scoped(draft, read), index, {
    strongOnly: true,
    newLoad: opensShipment(draft),
    carried,
  });
  if (found.kind === "match") return { shipmentId: found.shipmentId, reason: found.reason };
  if (found.kind === "ambiguous") return null;
  const half = halfOf(read, draft);
  const other = half && joinByOrder(half, scoped(draft, read), index, carried);
  if (other) return other;
  const { message } = read;
  const id = uuidv7({ msecs: message.receivedAt.getTime() });
  created.push({ id, messageId: message.id, receivedAt: message.receivedAt });
  return { shipmentId: id, reason: "made from this message" };
}

/** Which half of a shipment's story a draft opens: the load, or the only delivery of an order. */
function halfOf(read: ReadMessage, { milestone, document }: EventDraft): Half | null {
  if (milestone === "tendered") return "load";
  return read.parsed.documents[document]?.soleDelivery ? "delivery" : null;
}

/** Numbers by which a creator may meet another one: the strong ones, and the order where the two halves of one are told apart. */
function isWaitedFor(read: ReadMessage, draft: EventDraft): (reference: Reference) => boolean {
  const byOrder = halfOf(read, draft) !== null;
  return ({ type }) => isStrong(type) || (byOrder && type === "order");
}

const lookupsOf = (references: readonly Reference[]) =>
  references.map((reference) => normaliseReference(reference.value));
const strongOf = (references: readonly Reference[]) =>
  references.filter((reference) => isStrong(reference.type));

interface Known {
  readonly index: Map<string, ReferenceHit[]>;
  readonly carried: Map<string, Pick<ReferenceHit, "type" | "scope">[]>;
  readonly learned: ReferenceRow[];
}

/** Adds the draft's numbers to what this batch knows, and to `learned` those the database does not hold yet. */
function learn(
  { index, carried, learned }: Known,
  draft: EventDraft,
  shipmentId: string,
  read: ReadMessage,
): void {
  for (const { type, value, scope = null } of scoped(draft, read)) {
    const lookup = normaliseReference(value);
    const known = listOf(index, lookup);
    const position = known.findIndex((hit) => hit.shipmentId === shipmentId && hit.type === type);
    if (position >= 0 && (scope === null || known[position]?.scope === scope)) continue;
    if (position >= 0) known.splice(position, 1);
    known.push({ type, scope, shipmentId });
    learned.push({ companyId: read.message.companyId, lookup, type, shipmentId, value, scope });
    if (isCarried(type)) listOf(carried, shipmentId).push({ type, scope });
  }
}

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}
