import type { Instant } from "../time/instant";
import type { ExceptionState } from "./exception";

/** What a rule's look needs to know of an exception, and may change of it. */
export interface Standing {
  readonly state: ExceptionState;
  /** The cause held when a rule last looked. */
  readonly causeHolds: boolean;
  readonly sinceAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly snoozedUntil: Instant | null;
  readonly ignoredUntil: Instant | null;
  readonly reopenedCount: number;
}

export type RuleChange = {
  readonly standing: Standing;
  readonly action: "opened" | "reopened" | "resolved_itself" | "woke" | null;
};

const fresh = (sinceAt: Instant): Standing => ({
  state: "open",
  causeHolds: true,
  sinceAt,
  resolvedAt: null,
  snoozedUntil: null,
  ignoredUntil: null,
  reopenedCount: 0,
});

/**
 * A rule finds the cause. A new one opens; a resolved one opens again when the cause had gone, or began after it was resolved: a person's "resolved" of
 * what still holds stands until it happens anew. An ignored one stays quiet until its end date.
 *
 * @param sinceAt when the cause began by what is known now: of one that stands it may move, as when a delivery is agreed anew.
 */
export function causeFound(known: Standing | null, sinceAt: Instant, now: Instant): RuleChange {
  if (!known) return { standing: fresh(sinceAt), action: "opened" };
  const holding = { ...known, causeHolds: true };
  if (known.state === "resolved") {
    const anew = !known.causeHolds || (known.resolvedAt !== null && sinceAt > known.resolvedAt);
    return anew ? reopened(holding, sinceAt) : { standing: holding, action: null };
  }
  if (known.state === "ignored") {
    const over = known.ignoredUntil !== null && known.ignoredUntil <= now;
    return over ? reopened(holding, sinceAt) : { standing: holding, action: null };
  }
  return { standing: { ...holding, sinceAt }, action: null };
}

function reopened(known: Standing, sinceAt: Instant): RuleChange {
  return { standing: { ...fresh(sinceAt), reopenedCount: known.reopenedCount + 1 }, action: "reopened" };
}

/** The cause is gone: whatever was being worked on resolves itself; resolved and ignored ones only note it. */
export function causeGone(known: Standing, now: Instant): RuleChange {
  const gone = { ...known, causeHolds: false };
  if (known.state === "resolved" || known.state === "ignored") return { standing: gone, action: null };
  return {
    standing: { ...gone, state: "resolved", resolvedAt: now, snoozedUntil: null },
    action: "resolved_itself",
  };
}

/** A snooze is over, by the clock or by the event it waited for. */
export function snoozeOver(known: Standing): RuleChange {
  if (known.state !== "snoozed") return { standing: known, action: null };
  return { standing: { ...known, state: "open", snoozedUntil: null }, action: "woke" };
}

export const PERSON_ACTIONS = [
  "acknowledge",
  "assign",
  "comment",
  "snooze",
  "resolve",
  "ignore",
  "reopen",
] as const;
export type PersonAction = (typeof PERSON_ACTIONS)[number];

/** What a person may do from each state. Comments are always possible. */
const ALLOWED: Readonly<Record<ExceptionState, readonly PersonAction[]>> = {
  open: ["acknowledge", "assign", "comment", "snooze", "resolve", "ignore"],
  acknowledged: ["assign", "comment", "snooze", "resolve", "ignore"],
  snoozed: ["assign", "comment", "snooze", "resolve", "ignore", "reopen"],
  resolved: ["comment", "reopen"],
  ignored: ["comment", "reopen"],
};

export function mayAct(state: ExceptionState, action: PersonAction): boolean {
  return ALLOWED[state].includes(action);
}
