import type { CommandState } from "./command-state";

/** Why a step of a command failed, in the words of the Odoo client; `refused`: we found out ourselves that it can't be said. */
export type CommandFailureKind =
  | "authentication"
  | "permission"
  | "validation"
  | "rejected_by_target"
  | "missing"
  | "caller_bug"
  | "rate_limit"
  | "locked"
  | "uncertain"
  | "connection"
  | "protocol"
  | "refused";

/** Where it failed: looking whether the effect is there, working out what to ask, or asking for it. */
export type CommandStep = "look_up" | "plan" | "send";

export interface AfterFailure {
  readonly state: CommandState;
  /**
   * `soon`: another transaction was in the way. `later`: the way or Odoo is in trouble. `person`: a key or a right is missing, which a person mends;
   * the command waits and is tried now and then. `never`: over.
   */
  readonly again: "soon" | "later" | "person" | "never";
}

const PERMANENT: readonly CommandFailureKind[] = [
  "validation",
  "rejected_by_target",
  "missing",
  "caller_bug",
  "refused",
];

/**
 * What a failure means for a command in `from` (`pending` or `uncertain` before the send, `sent` during it).
 *
 * A lost reply is `uncertain` only where something may have been carried out: during the send, or when an earlier request of the same send was.
 * Reading loses nothing. Odoo's no is final once we have looked that the effect is not there (the caller does); a no while looking up an
 * uncertain command says nothing about the effect, so it stays uncertain.
 */
export function afterFailure(
  from: CommandState,
  step: CommandStep,
  kind: CommandFailureKind,
  wroteBefore: boolean,
): AfterFailure {
  const unsent = from === "sent" ? (wroteBefore ? "uncertain" : "pending") : from;
  if (kind === "authentication" || kind === "permission") return { state: unsent, again: "person" };
  if (kind === "locked") return { state: unsent, again: "soon" };
  if (kind === "rate_limit" || kind === "connection") return { state: unsent, again: "later" };
  if (PERMANENT.includes(kind)) {
    const isFinal = step !== "look_up" || from === "pending";
    return isFinal ? { state: "rejected", again: "never" } : { state: from, again: "later" };
  }
  // "uncertain", or a proxy's page instead of an answer.
  return { state: step === "send" ? "uncertain" : from, again: "later" };
}

const SOON_MS = 250;
const LATER_MS = 2_000;
const LONGEST_MS = 300_000;
const PERSON_MS = 120_000;

/**
 * How long a command waits before its next try, in milliseconds: doubling from `LATER_MS` to five minutes, with up to half of it taken off by
 * `chance` (0 to 1), so that a queue does not come back in one instant. `tries` counts from 1. `retryAfterMs` is Odoo's own word and a least.
 */
export function retryDelayMs(
  again: AfterFailure["again"],
  tries: number,
  chance: number,
  retryAfterMs = 0,
): number {
  const doublings = Math.min(Math.max(tries - 1, 0), 12);
  const first = again === "soon" ? SOON_MS : LATER_MS;
  const full = again === "person" ? PERSON_MS : Math.min(LONGEST_MS, first * 2 ** doublings);
  return Math.max(retryAfterMs, Math.round(full * (1 - chance / 2)));
}
