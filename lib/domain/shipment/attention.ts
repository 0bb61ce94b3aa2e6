import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "../time/instant";
import type { ShipmentView, StopState } from "./state";

/**
 * Why a shipment wants a person, in the order a board shows it. The position is the level stored with the row:
 * everything before `on_track` needs action.
 */
export const ATTENTION_KINDS = [
  "exception",
  "late",
  "tender_unanswered",
  "conflict",
  "silent",
  "at_risk",
  "pod_missing",
  "on_track",
  "closed",
] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];
export const FIRST_QUIET_LEVEL = ATTENTION_KINDS.indexOf("on_track");

/** The seeds of the clocks, used until policies are data. */
export const TENDER_REPLY_MS = 30 * MINUTE_MS;
export const SILENCE_MS = 4 * HOUR_MS;
export const RISK_SLACK_MS = 30 * MINUTE_MS;
export const PICKUP_GRACE_MS = 15 * MINUTE_MS;
export const POD_MS = DAY_MS;

export interface Attention {
  readonly kind: AttentionKind;
  /** The moment that presses: due time, last word, start of silence. Earlier presses more. */
  readonly pressingAt: Instant;
  /** When time alone would change this verdict; null when only an event can. */
  readonly recheckAt: Instant | null;
}

/** From when on a rule holds, and what presses then. */
interface Onset {
  readonly kind: AttentionKind;
  readonly fromAt: Instant;
  readonly pressingAt: Instant;
}

const ALWAYS = Number.NEGATIVE_INFINITY;
const MOVING = new Set(["in_transit", "out_for_delivery"]);

/** Whether anything is still expected: no proof of delivery yet (parcels need none), not cancelled, lost or back home. */
export function isOpen(view: ShipmentView): boolean {
  if (view.stage === "cancelled" || view.stage === "closed") return false;
  if (view.status === "returned" || view.status === "return_received" || view.status === "return_inspected")
    return false;
  // Counted in at our own dock: who received it wrote the proof.
  if (view.status === "goods_received") return false;
  return !(view.stage === "delivered" && view.mode === "parcel");
}

/** What a shipment needs now. Pure in `now`: the same view and moment always give the same verdict. */
export function attentionOf(view: ShipmentView, now: Instant): Attention {
  const lastAt = view.lastEvent?.at ?? view.statusAt ?? now;
  if (!isOpen(view)) return { kind: "closed", pressingAt: lastAt, recheckAt: null };
  // Each rule says from when on it holds; the first in order that holds now wins, the next to hold is the recheck.
  const onsets: readonly Onset[] = [
    ...issues(view),
    ...lateness(view),
    ...onset("tender_unanswered", tenderDueAt(view)),
    ...onset("conflict", view.disagreements[0]?.claims[0]?.at ?? null, lastAt),
    ...silence(view),
    ...risk(view),
    ...onset("pod_missing", podDueAt(view)),
  ];

  const holding = onsets.find((onset) => onset.fromAt <= now);
  const later = onsets.filter((onset) => onset.fromAt > now).map((onset) => onset.fromAt);
  const recheckAt = later.length > 0 ? Math.min(...later) : null;
  if (holding) return { kind: holding.kind, pressingAt: holding.pressingAt, recheckAt };
  return { kind: "on_track", pressingAt: nextStop(view)?.latestAt ?? lastAt, recheckAt };
}

/** The stop the shipment is heading for or standing at. */
export function nextStop(view: ShipmentView): StopState | undefined {
  return view.stops.find((stop) => stop.sequence === view.nextStopSequence);
}

function onset(kind: AttentionKind, fromAt: Instant | null, pressingAt = fromAt): Onset[] {
  return fromAt === null || pressingAt === null ? [] : [{ kind, fromAt, pressingAt }];
}

function issues(view: ShipmentView): Onset[] {
  const first = view.issues[0];
  return first ? onset("exception", ALWAYS, first.at) : [];
}

function lateness(view: ShipmentView): Onset[] {
  const stop = nextStop(view);
  if (!stop?.latestAt || stop.arrivedAt !== null || isOutOfSight(view)) return [];
  const dueAt = stop.latestAt + (stop.kind === "pickup" ? PICKUP_GRACE_MS : 0);
  // An estimate past the due time is late today, whatever the clock says.
  const knownLate = stop.estimatedAt !== null && stop.estimatedAt > dueAt;
  return onset("late", knownLate ? ALWAYS : dueAt, stop.latestAt);
}

function risk(view: ShipmentView): Onset[] {
  const stop = nextStop(view);
  if (!stop?.latestAt || stop.arrivedAt !== null || isOutOfSight(view)) return [];
  // Without an estimate the last stretch before the due time is a risk in itself.
  if (stop.estimatedAt === null) return onset("at_risk", stop.latestAt - RISK_SLACK_MS, stop.latestAt);
  return stop.latestAt - stop.estimatedAt < RISK_SLACK_MS ? onset("at_risk", ALWAYS, stop.latestAt) : [];
}

function silence(view: ShipmentView): Onset[] {
  if (!MOVING.has(view.stage) || view.lastWordAt === null || isOutOfSight(view)) return [];
  return onset("silent", view.lastWordAt + SILENCE_MS, view.lastWordAt);
}

/** Goods have left, and no source will ever say where they are: their silence says nothing. */
const isOutOfSight = (view: ShipmentView) => view.untracked === true && MOVING.has(view.stage);

function tenderDueAt(view: ShipmentView): Instant | null {
  if (!view.tender || view.tender.answer !== null || view.stage !== "tendered") return null;
  return view.tender.respondByAt ?? view.tender.sentAt + TENDER_REPLY_MS;
}

function podDueAt(view: ShipmentView): Instant | null {
  return view.stage === "delivered" && view.track.delivered !== undefined
    ? view.track.delivered + POD_MS
    : null;
}

/**
 * One ascending sort key for the whole board: level first, then the pressing moment; closed shipments newest first.
 * Levels are 10^14 apart, wider than any moment, so a level is a range of keys.
 */
export function boardKey(attention: Attention): number {
  const level = ATTENTION_KINDS.indexOf(attention.kind);
  const moment = Math.min(Math.max(attention.pressingAt, 0), LEVEL_WIDTH - 1);
  return level * LEVEL_WIDTH + (attention.kind === "closed" ? LEVEL_WIDTH - 1 - moment : moment);
}
export const LEVEL_WIDTH = 100_000_000_000_000;
