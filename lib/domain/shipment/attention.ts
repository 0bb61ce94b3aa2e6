import type { KeptClock } from "../clock/clock";
import type { ClockKind } from "../clock/clock-policy";
import { type Instant, MINUTE_MS } from "../time/instant";
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

/** Less slack than this between estimate and appointment is shown as little. */
export const RISK_SLACK_MS = 30 * MINUTE_MS;

export interface Attention {
  readonly kind: AttentionKind;
  /** The moment that presses: due time, last word, start of silence. Earlier presses more. */
  readonly pressingAt: Instant;
}

/** Whether anything is still expected: no proof of delivery yet (parcels need none), not cancelled, lost or back home. */
export function isOpen(view: ShipmentView): boolean {
  if (view.stage === "cancelled" || view.stage === "closed") return false;
  if (view.status === "returned" || view.status === "return_received" || view.status === "return_inspected")
    return false;
  // Counted in at our own dock: who received it wrote the proof.
  if (view.status === "goods_received") return false;
  return !(view.stage === "delivered" && view.mode === "parcel");
}

/**
 * What a shipment needs now, the first of the kinds in order that holds. Pure: when time alone changes it is the clocks' to say.
 *
 * @param clocks the verdicts on its promises at this moment.
 */
export function attentionOf(view: ShipmentView, clocks: readonly KeptClock[], now: Instant): Attention {
  const lastAt = view.lastEvent?.at ?? view.statusAt ?? now;
  if (!isOpen(view)) return { kind: "closed", pressingAt: lastAt };
  const running = clocks.filter(({ verdict }) => verdict.stoppedAt === null);
  const broken = (kind: ClockKind) =>
    running.find((clock) => clock.kind === kind && clock.verdict.state === "breached");
  const holding: readonly Attention[] = [
    ...pressing("exception", view.issues[0]?.at),
    ...lateness(view, running),
    ...pressing(
      "tender_unanswered",
      view.stage === "tendered" ? broken("tender_reply")?.verdict.dueAt : undefined,
    ),
    ...pressing("conflict", view.disagreements.length > 0 || view.unentitled ? lastAt : undefined),
    ...pressing("silent", broken("tracking_silence")?.verdict.startedAt),
    ...pressing(
      "at_risk",
      atNextStop(view, running).find(({ verdict }) => verdict.state === "at_risk")?.verdict.dueAt,
    ),
    ...pressing("pod_missing", broken("pod")?.verdict.dueAt),
  ];
  return holding[0] ?? { kind: "on_track", pressingAt: nextStop(view)?.latestAt ?? lastAt };
}

/** The stop the shipment is heading for or standing at. */
export function nextStop(view: ShipmentView): StopState | undefined {
  return view.stops.find((stop) => stop.sequence === view.nextStopSequence);
}

function pressing(kind: AttentionKind, pressingAt: Instant | undefined): Attention[] {
  return pressingAt === undefined ? [] : [{ kind, pressingAt }];
}

/** Pickup and delivery promises of the stop it is heading for. */
function atNextStop(view: ShipmentView, running: readonly KeptClock[]): KeptClock[] {
  return running.filter(
    ({ kind, stop }) => (kind === "pickup" || kind === "delivery") && stop === view.nextStopSequence,
  );
}

function lateness(view: ShipmentView, running: readonly KeptClock[]): Attention[] {
  const stop = nextStop(view);
  const late = atNextStop(view, running).find(
    // An estimate past the due time is late today, whatever the clock says.
    ({ verdict }) =>
      verdict.state === "breached" || (stop?.estimatedAt != null && stop.estimatedAt > verdict.dueAt),
  );
  return pressing("late", late && (stop?.latestAt ?? late.verdict.dueAt));
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
