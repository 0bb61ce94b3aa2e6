import { v7 as uuidv7 } from "uuid";
import type { Executor } from "@/db/client";
import { ensureGroups, groupKey, type NewGroup } from "@/db/queries/watch/exception-groups";
import {
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
import type { SubjectKind } from "@/lib/domain/exception/exception";
import type { Finding, Stake } from "@/lib/domain/exception/finding";
import { causeFound, causeGone, type RuleChange, snoozeOver } from "@/lib/domain/exception/lifecycle";
import { changeOf, newException, ruleLine, standingOf } from "./exception-change";
import { ExceptionTally } from "./exception-tally";

/** A subject and everything the rules find wrong with it now: what is not among the findings is no longer wrong. */
export interface WatchedSubject {
  readonly subjectId: string;
  readonly label: string;
  readonly shipmentId: string | null;
  readonly connectionId: string | null;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly findings: readonly Finding[];
  /** Milestones on its timeline that are new with this look: they end a snooze that waits for them. */
  readonly newMilestones: ReadonlySet<Milestone>;
  /** Undefined: not looked up, what was known stands. */
  readonly stake?: Stake | null;
}

interface Look {
  readonly subjectKind: SubjectKind;
  readonly slot: number;
  readonly now: Date;
}

/**
 * Opens, re-opens, updates and closes the exceptions of these subjects, each turn with its line of history, in the caller's transaction.
 * @returns how many were opened or changed.
 */
export async function writeExceptions(
  db: Executor,
  companyId: number,
  subjects: readonly WatchedSubject[],
  look: Look,
): Promise<number> {
  const { now } = look;
  const known = bySubject(
    await lockExceptions(
      db,
      companyId,
      look.subjectKind,
      subjects.map(({ subjectId }) => subjectId),
    ),
  );
  const fresh: { subject: WatchedSubject; finding: Finding }[] = [];
  const changed: ExceptionChange[] = [];
  const history: NewHistory[] = [];
  const tally = new ExceptionTally();
  const settle = (row: StandingRow, change: RuleChange, subject: WatchedSubject, finding: Finding | null) => {
    const next = changeOf(row, change, { finding, subject }, now);
    if (!next) return;
    changed.push(next);
    tally.turn({ kind: row.kind, groupId: row.groupId, before: row.state, after: next.state });
    if (change.action) history.push(ruleLine(companyId, row.id, change.action, now));
  };
  for (const subject of subjects) {
    const own = known.get(subject.subjectId) ?? new Map<string, StandingRow>();
    for (const finding of subject.findings) {
      const key = `${finding.kind} ${finding.cause}`;
      const row = own.get(key);
      own.delete(key);
      if (row) settle(row, found(row, subject, finding, look), subject, finding);
      else fresh.push({ subject, finding });
    }
    for (const row of own.values()) settle(row, gone(row, subject, now), subject, null);
  }
  const opened = await open(db, companyId, fresh, look);
  for (const { id, kind, groupId } of opened) {
    tally.turn({ kind, groupId, before: null, after: "open" });
    history.push(ruleLine(companyId, id, "opened", now));
  }
  await updateExceptions(db, companyId, changed);
  await insertHistory(db, history);
  await tally.write(db, companyId, look.slot, now);
  return opened.length + changed.length;
}

/** One that another transaction opened meanwhile stays as that one opened it and is left out here. */
async function open(
  db: Executor,
  companyId: number,
  fresh: readonly { subject: WatchedSubject; finding: Finding }[],
  { subjectKind, now }: Look,
): Promise<NewException[]> {
  const groups = new Map<string, NewGroup>();
  const keyOf = ({ connectionId }: WatchedSubject, { kind, group }: Finding) => {
    if (!group || !connectionId) return null;
    const made = { id: uuidv7({ msecs: now.getTime() }), connectionId, kind, ...group };
    const key = groupKey(made);
    if (!groups.has(key)) groups.set(key, made);
    return key;
  };
  const keyed = fresh.map((each) => ({ ...each, key: keyOf(each.subject, each.finding) }));
  const ids = await ensureGroups(db, companyId, [...groups.values()], now);
  const rows = keyed.map(({ subject, finding, key }) =>
    newException(companyId, subject, finding, {
      subjectKind,
      groupId: key === null ? null : (ids.get(key) ?? null),
      now,
    }),
  );
  const inserted = await insertExceptions(db, rows);
  return rows.filter((row) => inserted.has(row.id));
}

function bySubject(rows: readonly StandingRow[]): Map<string, Map<string, StandingRow>> {
  const known = new Map<string, Map<string, StandingRow>>();
  for (const row of rows) {
    const own = known.get(row.subjectId) ?? new Map<string, StandingRow>();
    known.set(row.subjectId, own.set(`${row.kind} ${row.cause}`, row));
  }
  return known;
}

function found(
  row: StandingRow,
  { newMilestones }: WatchedSubject,
  { since }: Finding,
  { subjectKind, now }: Look,
): RuleChange {
  // A shipment's findings follow from its timeline. What is read again is not wrong only since then.
  const stands = row.state !== "resolved" && row.state !== "ignored";
  const sinceAt = subjectKind === "shipment" || !stands ? since : Math.min(row.sinceAt.getTime(), since);
  const change = causeFound(standingOf(row), sinceAt, now.getTime());
  return change.action === null && wakes(row, newMilestones, now) ? snoozeOver(change.standing) : change;
}

function gone(row: StandingRow, { newMilestones }: WatchedSubject, now: Date): RuleChange {
  // A promise that is broken no more closes; a closed one only notes it. What a person opened again without a cause wakes like any other.
  if (row.causeHolds === 1) return causeGone(standingOf(row), now.getTime());
  return wakes(row, newMilestones, now)
    ? snoozeOver(standingOf(row))
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
