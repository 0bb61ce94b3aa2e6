import { v7 as uuidv7 } from "uuid";
import type { Executor } from "@/db/client";
import {
  type ClockKey,
  type ClockRow,
  deleteClocks,
  insertVerdicts,
  upsertClocks,
  type VerdictRow,
} from "@/db/queries/watch/clocks";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { KeptClock } from "@/lib/domain/clock/clock";
import { explainVerdict } from "@/lib/domain/clock/explain";
import type { ShipmentClock } from "@/lib/domain/clock/judge-shipment";

/** Why a shipment is looked at: something was said, time passed, a policy changed, or its projection was dropped. */
export type WatchCause = "event" | "time" | "policy" | "rebuild";

export interface ClockChange {
  readonly shipmentId: string;
  readonly customer: string | null;
  readonly carrier: string | null;
  /** As kept with the shipment at the last look; null when it was never looked at. */
  readonly before: readonly KeptClock[] | null;
  readonly after: readonly ShipmentClock[];
  /** Something was told since the last look. */
  readonly isToldSince: boolean;
  /** Customer or carrier are others than at the last look. */
  readonly isRenamed: boolean;
}

interface Look {
  readonly cause: WatchCause;
  readonly zone: string;
  readonly now: Date;
}

/** Far enough for "never": Postgres and JavaScript both hold it. */
const NEVER = Date.UTC(9999, 0, 1);

/** What of a verdict is kept with its shipment. */
export function keptClock({ kind, stop, policyId, policyVersion, verdict }: KeptClock): KeptClock {
  return { kind, stop, policyId, policyVersion, verdict };
}

/** Brings the clock rows in step with the verdicts, touching only what changed, and writes the history of every turn. */
export async function writeClocks(
  db: Executor,
  companyId: number,
  changes: readonly ClockChange[],
  look: Look,
): Promise<void> {
  const changed: ClockRow[] = [];
  const gone: ClockKey[] = [];
  const verdicts: VerdictRow[] = [];
  for (const change of changes) {
    const before = new Map((change.before ?? []).map((kept) => [`${kept.kind} ${kept.stop}`, kept]));
    for (const clock of change.after) {
      const key = `${clock.kind} ${clock.stop}`;
      const known = before.get(key);
      before.delete(key);
      if (known && !change.isRenamed && canonicalJson(known) === canonicalJson(keptClock(clock))) continue;
      changed.push(clockRow(companyId, change, clock, look.now));
      const turn = verdictRow(companyId, change, known, clock, look);
      if (turn) verdicts.push(turn);
    }
    for (const { kind, stop } of before.values()) gone.push({ shipmentId: change.shipmentId, kind, stop });
  }
  await upsertClocks(db, changed);
  await deleteClocks(db, companyId, gone);
  await insertVerdicts(db, verdicts);
}

function clockRow(
  companyId: number,
  { shipmentId, customer, carrier }: ClockChange,
  clock: ShipmentClock,
  now: Date,
): ClockRow {
  const { verdict } = clock;
  return {
    companyId,
    shipmentId,
    kind: clock.kind,
    stop: clock.stop,
    policyId: clock.policyId,
    policyVersion: clock.policyVersion,
    state: verdict.state,
    startedAt: new Date(verdict.startedAt),
    dueAt: dateOf(verdict.dueAt) ?? now,
    stoppedAt: dateOf(verdict.stoppedAt),
    breachedAt: dateOf(verdict.breachedAt),
    pausedMinutes: verdict.pausedMinutes,
    eventId: verdict.eventId,
    nextChangeAt: dateOf(verdict.nextChangeAt),
    customer,
    carrier,
    judgedAt: now,
  };
}

/** A clock that just starts is no turn; everything after is, also the evidence that came late and turned a verdict round. */
function verdictRow(
  companyId: number,
  { shipmentId, isToldSince }: ClockChange,
  known: KeptClock | undefined,
  clock: ShipmentClock,
  { cause, zone, now }: Look,
): VerdictRow | null {
  const { verdict, evidence, policy } = clock;
  const before = known?.verdict.state ?? null;
  // The history was not dropped with the projection.
  if (cause === "rebuild" || before === verdict.state || (before === null && verdict.state === "open"))
    return null;
  const settled = before === "met" || before === "breached" || before === "cancelled";
  // A word after a silence starts the next promise; it says nothing about the last.
  const isNewRun = clock.kind === "tracking_silence" && known?.verdict.startedAt !== verdict.startedAt;
  const isLate = settled && isToldSince && !isNewRun && cause === "event";
  return {
    companyId,
    id: uuidv7({ msecs: now.getTime() }),
    shipmentId,
    kind: clock.kind,
    stop: clock.stop,
    state: verdict.state,
    before,
    cause: isLate ? "late_evidence" : cause,
    policyId: clock.policyId,
    policyVersion: clock.policyVersion,
    dueAt: dateOf(verdict.dueAt) ?? now,
    eventId: verdict.eventId,
    explanation: explainVerdict(evidence, policy, verdict, { zone, now: now.getTime() }),
    judgedAt: now,
  };
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(Math.min(at, NEVER)));
