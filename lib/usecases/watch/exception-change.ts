import { v7 as uuidv7 } from "uuid";
import type { ExceptionChange, NewException, NewHistory, StandingRow } from "@/db/queries/watch/exceptions";
import { type ExceptionState, SEVERITIES } from "@/lib/domain/exception/exception";
import type { Finding } from "@/lib/domain/exception/finding";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import type { RuleChange, Standing } from "@/lib/domain/exception/lifecycle";
import type { WatchedSubject } from "./write-exceptions";

export function standingOf(row: StandingRow): Standing {
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

/** What is told of its subject now; without a subject what was known stands. */
type Told = Pick<WatchedSubject, "label" | "customer" | "carrier" | "stake">;

/** The row as it is to be, or null when this look changes nothing of it. */
export function changeOf(
  row: StandingRow,
  { standing, action }: RuleChange,
  { finding, subject }: { readonly finding: Finding | null; readonly subject: Told | null },
  now: Date,
): ExceptionChange | null {
  const stake = finding ? subject?.stake : undefined;
  const next = {
    state: standing.state,
    causeHolds: standing.causeHolds ? 1 : 0,
    sinceAt: new Date(standing.sinceAt),
    dueAt: finding ? dateOf(finding.dueAt) : row.dueAt,
    summary: finding?.summary ?? row.summary,
    severity: finding?.severity ?? row.severity,
    moneyMinor: stake === undefined ? row.moneyMinor : (stake?.moneyMinor ?? null),
    currency: stake === undefined ? row.currency : (stake?.currency ?? null),
    resolvedAt: dateOf(standing.resolvedAt),
    snoozedUntil: dateOf(standing.snoozedUntil),
    ignoredUntil: dateOf(standing.ignoredUntil),
    reopenedCount: standing.reopenedCount,
    // Who it is for may be told after it opened.
    subjectLabel: subject?.label ?? row.subjectLabel,
    customer: subject ? subject.customer : row.customer,
    carrier: subject ? subject.carrier : row.carrier,
  };
  const same = (Object.keys(next) as (keyof typeof next)[]).every(
    (name) => next[name]?.valueOf() === row[name]?.valueOf(),
  );
  if (same) return null;
  return {
    ...next,
    id: row.id,
    severityRank: SEVERITIES.indexOf(next.severity),
    resolution: resolutionOf(row, next.state, action),
    snoozedForEvent: next.state === "snoozed" ? row.snoozedForEvent : null,
    changedAt: now,
  };
}

/** What a person said on resolving it stands for as long as it is resolved. */
function resolutionOf(row: StandingRow, state: ExceptionState, action: RuleChange["action"]): string | null {
  if (action === "resolved_itself") return "The cause is gone.";
  return state === "resolved" ? row.resolution : null;
}

export function newException(
  companyId: number,
  subject: WatchedSubject,
  finding: Finding,
  { subjectKind, groupId, now }: Pick<NewException, "subjectKind" | "groupId"> & { readonly now: Date },
): NewException {
  return {
    companyId,
    id: uuidv7({ msecs: now.getTime() }),
    kind: finding.kind,
    subjectKind,
    subjectId: subject.subjectId,
    cause: finding.cause,
    groupId,
    shipmentId: subject.shipmentId,
    subjectLabel: subject.label,
    customer: subject.customer,
    carrier: subject.carrier,
    connectionId: subject.connectionId,
    summary: finding.summary,
    severity: finding.severity,
    severityRank: SEVERITIES.indexOf(finding.severity),
    moneyMinor: subject.stake?.moneyMinor ?? null,
    currency: subject.stake?.currency ?? null,
    ownerRole: EXCEPTION_RULES[finding.kind].ownerRole,
    dueAt: dateOf(finding.dueAt),
    openedAt: now,
    sinceAt: new Date(finding.since),
  };
}

/** A line of history written by a rule. */
export function ruleLine(companyId: number, exceptionId: string, action: string, at: Date): NewHistory {
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
