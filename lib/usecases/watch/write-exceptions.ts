import { v7 as uuidv7 } from "uuid";
import type { Executor } from "@/db/client";
import {
  addToExceptionCounts,
  type ExceptionChange,
  insertExceptions,
  insertHistory,
  lockExceptions,
  type NewException,
  type NewHistory,
  type StandingRow,
  updateExceptions,
} from "@/db/queries/watch/exceptions";
import type { Milestone } from "@/lib/domain/event/milestone";
import { type ExceptionState, SEVERITIES, type SubjectKind } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import {
  causeFound,
  causeGone,
  type RuleChange,
  type Standing,
  snoozeOver,
} from "@/lib/domain/exception/lifecycle";
import type { WeighedFinding } from "@/lib/domain/exception/watch-shipment";

/** A subject and everything the rules find wrong with it now: what is not among the findings is no longer wrong. */
export interface WatchedSubject {
  readonly subjectId: string;
  readonly label: string;
  readonly shipmentId: string | null;
  readonly connectionId: string | null;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly findings: readonly WeighedFinding[];
  /** Milestones on its timeline that are new with this look: they end a snooze that waits for them. */
  readonly newMilestones: ReadonlySet<Milestone>;
}

interface Look {
  readonly subjectKind: SubjectKind;
  readonly slot: number;
  readonly now: Date;
}

/** Opens, re-opens, updates and closes the exceptions of these subjects, each turn with its line of history, in the caller's transaction. */
export async function writeExceptions(
  db: Executor,
  companyId: number,
  subjects: readonly WatchedSubject[],
  look: Look,
): Promise<void> {
  const { now } = look;
  const known = new Map<string, Map<string, StandingRow>>();
  const locked = await lockExceptions(
    db,
    companyId,
    look.subjectKind,
    subjects.map(({ subjectId }) => subjectId),
  );
  for (const row of locked) {
    const own = known.get(row.subjectId) ?? new Map<string, StandingRow>();
    known.set(row.subjectId, own.set(`${row.kind} ${row.cause}`, row));
  }
  const opened: NewException[] = [];
  const changed: ExceptionChange[] = [];
  const history: NewHistory[] = [];
  const deltas = new Map<string, number>();
  for (const subject of subjects) {
    const own = known.get(subject.subjectId) ?? new Map<string, StandingRow>();
    for (const finding of subject.findings) {
      const key = `${finding.kind} ${finding.cause}`;
      const row = own.get(key);
      own.delete(key);
      if (!row) opened.push(newException(companyId, subject, finding, look));
      else if (settle(row, found(row, subject, finding, now), finding)) continue;
    }
    for (const row of own.values()) settle(row, gone(row, subject, now), null);
  }
  function settle(row: StandingRow, change: RuleChange, finding: WeighedFinding | null): boolean {
    const next = changeOf(row, change, finding, now);
    if (!next) return true;
    changed.push(next);
    count(deltas, row.kind, row.state, next.state);
    if (change.action) history.push(line(companyId, row.id, change.action, now));
    return false;
  }
  const inserted = await insertExceptions(db, opened);
  for (const { id, kind } of opened.filter((row) => inserted.has(row.id))) {
    count(deltas, kind, null, "open");
    history.push(line(companyId, id, "opened", now));
  }
  await updateExceptions(db, companyId, changed);
  await insertHistory(db, history);
  await addToExceptionCounts(db, companyId, look.slot, deltas);
}

function found(
  row: StandingRow,
  { newMilestones }: WatchedSubject,
  finding: WeighedFinding,
  now: Date,
): RuleChange {
  const change = causeFound(standingOf(row), finding.since, now.getTime());
  return change.action === null && wakes(row, newMilestones, now) ? snoozeOver(change.standing) : change;
}

function gone(row: StandingRow, { newMilestones }: WatchedSubject, now: Date): RuleChange {
  // A promise that is broken no more closes; a closed one only notes it.
  return row.causeHolds === 1 || wakes(row, newMilestones, now)
    ? causeGone(standingOf(row), now.getTime())
    : { standing: standingOf(row), action: null };
}

function wakes(
  { state, snoozedUntil, snoozedForEvent }: StandingRow,
  milestones: ReadonlySet<Milestone>,
  now: Date,
): boolean {
  if (state !== "snoozed") return false;
  if (snoozedUntil !== null && snoozedUntil <= now) return true;
  return snoozedForEvent !== null && milestones.has(snoozedForEvent as Milestone);
}

function standingOf(row: StandingRow): Standing {
  return {
    state: row.state,
    causeHolds: row.causeHolds === 1,
    sinceAt: row.sinceAt.getTime(),
    resolvedAt: row.resolvedAt?.getTime() ?? null,
    snoozedUntil: row.snoozedUntil?.getTime() ?? null,
    ignoredUntil: row.ignoredUntil?.getTime() ?? null,
    reopenedCount: row.reopenedCount,
  };
}

/** The row as it is to be, or null when this look changes nothing of it. */
function changeOf(
  row: StandingRow,
  { standing, action }: RuleChange,
  finding: WeighedFinding | null,
  now: Date,
): ExceptionChange | null {
  const next = {
    state: standing.state,
    causeHolds: standing.causeHolds ? 1 : 0,
    sinceAt: new Date(standing.sinceAt),
    dueAt: finding ? dateOf(finding.dueAt) : row.dueAt,
    summary: finding?.summary ?? row.summary,
    severity: finding?.severity ?? row.severity,
    resolvedAt: dateOf(standing.resolvedAt),
    snoozedUntil: dateOf(standing.snoozedUntil),
    ignoredUntil: dateOf(standing.ignoredUntil),
    reopenedCount: standing.reopenedCount,
  };
  const same = (Object.keys(next) as (keyof typeof next)[]).every(
    (name) => Number(next[name]) === Number(row[name]) || next[name] === row[name],
  );
  if (same) return null;
  return {
    ...next,
    id: row.id,
    severityRank: SEVERITIES.indexOf(next.severity),
    resolution: action === "resolved_itself" ? "The cause is gone." : null,
    snoozedForEvent: next.state === "snoozed" ? row.snoozedForEvent : null,
    changedAt: now,
  };
}

function newException(
  companyId: number,
  subject: WatchedSubject,
  finding: WeighedFinding,
  { subjectKind, now }: Look,
): NewException {
  return {
    companyId,
    id: uuidv7({ msecs: now.getTime() }),
    kind: finding.kind,
    subjectKind,
    subjectId: subject.subjectId,
    cause: finding.cause,
    groupId: null,
    shipmentId: subject.shipmentId,
    subjectLabel: subject.label,
    customer: subject.customer,
    carrier: subject.carrier,
    connectionId: subject.connectionId,
    summary: finding.summary,
    severity: finding.severity,
    severityRank: SEVERITIES.indexOf(finding.severity),
    moneyMinor: null,
    currency: null,
    ownerRole: EXCEPTION_RULES[finding.kind].ownerRole,
    dueAt: dateOf(finding.dueAt),
    openedAt: now,
    sinceAt: new Date(finding.since),
  };
}

function count(
  deltas: Map<string, number>,
  kind: string,
  before: ExceptionState | null,
  after: ExceptionState,
): void {
  const add = (state: ExceptionState, step: 1 | -1) => {
    for (const key of [`state:${state}`, `kind:${kind}:${state}`])
      deltas.set(key, (deltas.get(key) ?? 0) + step);
  };
  if (before === after) return;
  if (before) add(before, -1);
  add(after, 1);
}

function line(companyId: number, exceptionId: string, action: string, at: Date): NewHistory {
  return {
    companyId,
    id: uuidv7({ msecs: at.getTime() }),
    exceptionId,
    action,
    actor: "rule",
    note: null,
    at,
  };
}

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));
