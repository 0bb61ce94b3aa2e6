import { selectVerdicts } from "@/db/queries/clocks/select-verdicts";
import type { PromiseLine, ShipmentPromises, VerdictLine } from "@/lib/contracts/clocks/promise-line";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { ClockPolicy } from "@/lib/domain/clock/clock-policy";
import { explainVerdict } from "@/lib/domain/clock/explain";
import { judgeShipment, type ShipmentClock } from "@/lib/domain/clock/judge-shipment";
import { effectiveEvents } from "@/lib/domain/shipment/effective-events";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import type { Context } from "@/lib/usecases/context";
import { watchRules } from "@/lib/usecases/watch/watch-rules";
import { policyLabel } from "./clock-choices";

const MOST_VERDICTS = 200;

interface Told {
  readonly id: string;
  readonly view: ShipmentView;
  readonly events: readonly TimelineEvent[];
}

/** The promises of a shipment as they stand now, judged from its timeline, each with the turns it took. */
export async function shipmentPromises(ctx: Context, { id, view, events }: Told): Promise<ShipmentPromises> {
  requirePermission(ctx.actor, "shipment.read");
  const { companyId } = ctx.actor;
  const [rules, verdicts] = await Promise.all([
    watchRules(ctx.db, companyId),
    selectVerdicts(ctx.db, companyId, id, MOST_VERDICTS),
  ]);
  const now = ctx.now().getTime();
  const clocks = judgeShipment(view, effectiveEvents(events).counting, rules.policies, now);
  const history = verdicts.map(verdictLine);
  const told = { policies: rules.policies, zone: rules.zone, view, now };
  const lines = clocks.map((clock) => promiseLine(clock, history, told));
  const shown = new Set(lines.map((line) => line.id));
  return { lines, earlier: history.filter(({ kind, stop }) => !shown.has(`${kind} ${stop}`)) };
}

interface Telling {
  readonly policies: readonly ClockPolicy[];
  readonly zone: string;
  readonly view: ShipmentView;
  readonly now: number;
}

function promiseLine(
  { kind, stop, evidence, policy, why, verdict }: ShipmentClock,
  history: readonly VerdictLine[],
  { policies, zone, view, now }: Telling,
): PromiseLine {
  const at = view.stops.find(({ sequence }) => sequence === evidence.stopSequence);
  return {
    id: `${kind} ${stop}`,
    kind,
    stop,
    place: at?.place.city ?? at?.place.name ?? null,
    timeZone: at?.timeZone ?? null,
    state: verdict.state,
    dueAt: verdict.dueAt,
    stoppedAt: verdict.stoppedAt,
    estimatedAt: evidence.estimatedAt,
    explanation: explainVerdict(evidence, policy, verdict, { zone, now }),
    policy: policyLabel(policies, policy.id, policy.version),
    why,
    pauses: evidence.pauses
      .filter((pause) => policy.pauses.includes(pause.kind) && pause.from <= now)
      .map(({ kind: pauseKind, from, until }) => ({ kind: pauseKind, from, until })),
    eventId: verdict.eventId,
    history: history.filter((line) => line.kind === kind && line.stop === stop),
  };
}

function verdictLine(row: Awaited<ReturnType<typeof selectVerdicts>>[number]): VerdictLine {
  const { id, kind, stop, state, before, cause, explanation, eventId } = row;
  return { id, kind, stop, state, before, cause, explanation, eventId, judgedAt: row.judgedAt.getTime() };
}
