import { hash } from "node:crypto";
import type { Executor } from "@/db/client";
import { markOrdersOfShipments } from "@/db/queries/billing/mark-orders";
import {
  addFacets,
  addToCounts,
  type CountedShipment,
  type KnownShipment,
  readCounted,
  type ShipmentStateRow,
  upsertShipmentStates,
} from "@/db/queries/pipeline/shipment-states";
import { keepReferences, type ReferenceRow, readTimelines } from "@/db/queries/pipeline/shipments";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { Place } from "@/lib/domain/event/draft";
import type { Milestone } from "@/lib/domain/event/milestone";
import { type Watched, watchShipment } from "@/lib/domain/exception/watch-shipment";
import { normaliseReference } from "@/lib/domain/reference/reference";
import { attentionOf, boardKey, isOpen, nextStop } from "@/lib/domain/shipment/attention";
import { effectiveEvents } from "@/lib/domain/shipment/effective-events";
import { foldCounting } from "@/lib/domain/shipment/fold";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import { writeOverview } from "@/lib/usecases/overview/write-overview";
import { watchRules } from "@/lib/usecases/watch/watch-rules";
import { keptClock, type WatchCause } from "@/lib/usecases/watch/write-clocks";
import { writeWatched } from "@/lib/usecases/watch/write-watched";

export interface FoldTarget {
  readonly shipmentId: string;
  readonly number: string;
  /** Given for shipments made in this transaction, all of whose events are at hand. */
  readonly events?: readonly TimelineEvent[];
}

export interface FoldOptions {
  /** Where the caller counts. */
  readonly slot: number;
  readonly now: Date;
  readonly cause: WatchCause;
  /** Milestones that are new on these timelines, by shipment. */
  readonly news?: ReadonlyMap<string, ReadonlySet<Milestone>>;
}

/**
 * Folds these shipments anew from all of their events and writes projection, counts and filter values. A number that only voided
 * events named is forgotten: after a wrong attachment was taken back it must not draw further messages.
 * What is promised and what is wrong is judged along with it.
 */
export async function refoldShipments(
  db: Executor,
  companyId: number,
  targets: readonly FoldTarget[],
  { slot, now, cause, news }: FoldOptions,
): Promise<void> {
  const toRead = targets.filter((target) => !target.events).map((target) => target.shipmentId);
  const timelines = await readTimelines(db, companyId, toRead);
  const before =
    cause === "rebuild" ? new Map<string, KnownShipment>() : await readCounted(db, companyId, toRead);
  const rules = await watchRules(db, companyId);
  const folded = targets.map(({ shipmentId, number, events = timelines.get(shipmentId) ?? [] }) => {
    const effective = effectiveEvents(events);
    const { counting } = effective;
    const view = foldCounting(events, effective);
    const watched = watchShipment(view, counting, rules, now.getTime());
    const isFromOdoo = events.some((event) => event.codeList.startsWith("odoo-"));
    const row = stateRow(companyId, shipmentId, number, view, watched, now);
    return { row, watched, isFromOdoo, events: counting };
  });
  const rows = folded.map(({ row }) => row);
  await upsertShipmentStates(db, rows);
  // A rebuild counts everything anew afterwards.
  if (cause !== "rebuild") await addToCounts(db, companyId, slot, countDeltas(rows, before));
  await writeWatched(db, companyId, folded, { before, news, slot, cause, now, rules });
  await writeOverview(db, companyId, folded, { slot, cause, zone: rules.zone });
  await addFacets(db, companyId, facetsOf(rows));
  // What is delivered, proven or numbered now may be billed now.
  const fromOdoo = folded.filter(({ isFromOdoo }) => isFromOdoo).map(({ row }) => row.shipmentId);
  if (cause === "event") await markOrdersOfShipments(db, companyId, fromOdoo, now);
  for (const { shipmentId, number, events = timelines.get(shipmentId) ?? [] } of targets) {
    if (!mayForget(events)) continue;
    await keepReferences(db, companyId, shipmentId, referencesOf(companyId, { shipmentId, number, events }));
  }
}

/** True when an event was taken back, or said anew in other words: a number that only it named is forgotten. */
function mayForget(events: readonly TimelineEvent[]): boolean {
  const ids = new Set(events.map((event) => event.id));
  const identities = new Set(events.map((event) => event.identity));
  return identities.size < ids.size || events.some((event) => event.voidsIdentity !== null);
}

/** Every number that names a shipment: ours, and those of its events that count. */
export function referencesOf(
  companyId: number,
  { shipmentId, number, events = [] }: FoldTarget,
): ReferenceRow[] {
  const own: ReferenceRow = {
    companyId,
    lookup: normaliseReference(number),
    type: "shipment",
    shipmentId,
    value: number,
    scope: null,
  };
  const { counting, unentitled } = effectiveEvents(events);
  // What a source may not state still says which shipment it speaks of.
  const stated = [...counting, ...unentitled].flatMap((event) =>
    event.refs.map(({ type, value, scope }) => ({
      companyId,
      lookup: normaliseReference(value),
      type,
      shipmentId,
      value,
      scope: scope ?? null,
    })),
  );
  return [own, ...stated];
}

/** One projection row. `stateHash` covers the view alone, which holds no clock: rebuilt later it is the same. */
export function stateRow(
  companyId: number,
  shipmentId: string,
  number: string,
  view: ShipmentView,
  watched: Watched,
  now: Date,
): ShipmentStateRow {
  const attention = attentionOf(view, watched.clocks, now.getTime());
  const [pickup, delivery] = [
    view.stops.find((stop) => stop.kind === "pickup"),
    view.stops.findLast((stop) => stop.kind === "delivery"),
  ];
  return {
    companyId,
    shipmentId,
    number,
    status: view.status,
    stage: view.stage,
    open: isOpen(view),
    customer: view.customer?.name ?? null,
    carrier: view.carrier?.scac ?? view.carrier?.name ?? null,
    mode: view.mode,
    origin: placeLabel(pickup?.place),
    destination: placeLabel(delivery?.place),
    pickupAt: dateOf(pickup?.completedAt ?? pickup?.latestAt ?? pickup?.earliestAt),
    deliveryDueAt: dateOf(delivery?.latestAt),
    etaAt: dateOf(nextStop(view)?.estimatedAt),
    deliveredAt: dateOf(view.track.delivered),
    lastEventAt: dateOf(view.lastEvent?.at),
    attentionKind: attention.kind,
    boardKey: boardKey(attention),
    recheckAt: dateOf(watched.nextChangeAt),
    eventCount: view.eventCount,
    view,
    clocks: watched.clocks.map(keptClock),
    stateHash: hash("sha256", canonicalJson(view), "hex").slice(0, 32),
    foldedAt: now,
  };
}

/** How the kept counts change from what was to what is. */
export function countDeltas(
  rows: readonly CountedShipment[],
  before: ReadonlyMap<string, CountedShipment>,
): Map<string, number> {
  const deltas = new Map<string, number>();
  const add = (shipment: CountedShipment, step: 1 | -1) => {
    const keys = [
      "all",
      `attention:${shipment.attentionKind}`,
      `stage:${shipment.stage}`,
      ...(shipment.open ? ["open"] : []),
    ];
    for (const key of keys) deltas.set(key, (deltas.get(key) ?? 0) + step);
  };
  for (const row of rows) {
    const known = before.get(row.shipmentId);
    if (known) add(known, -1);
    add(row, 1);
  }
  return deltas;
}

function facetsOf(rows: readonly ShipmentStateRow[]) {
  const customers = new Set(rows.flatMap((row) => row.customer ?? []));
  const carriers = new Set(rows.flatMap((row) => row.carrier ?? []));
  return [
    ...[...customers].map((value) => ({ facet: "customer" as const, value })),
    ...[...carriers].map((value) => ({ facet: "carrier" as const, value })),
  ];
}

function placeLabel(place: Place | undefined): string | null {
  return place?.city ?? place?.name ?? place?.code ?? null;
}

const dateOf = (at: number | null | undefined): Date | null => (at == null ? null : new Date(at));
