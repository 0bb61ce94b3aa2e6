/** `closed`: calls go through. `open`: none does until `retryAt`. `half_open`: one is under way to find out. */
export type BreakerState = "closed" | "open" | "half_open";

/** Failures that say something about the system called or the way to it, not about one request. */
export const BREAKING_FAILURES = ["connection", "timeout", "rate_limit", "authentication"] as const;
export type BreakingFailure = (typeof BREAKING_FAILURES)[number];

export interface Breaker {
  readonly state: BreakerState;
  /** In a row, since something last went right. */
  readonly failures: number;
  /** Failure class and words of the failure that opened it, or of the last one while it counts up. */
  readonly errorClass: BreakingFailure | null;
  readonly error: string | null;
  readonly openedAt: Date | null;
  /** Open: when one try may go through. Half open: when the try under way is given up for lost. */
  readonly retryAt: Date | null;
  readonly succeededAt: Date | null;
  readonly changedAt: Date;
}

export interface Failure {
  readonly errorClass: BreakingFailure;
  readonly error: string;
  /** What the system asked for, as in `Retry-After`. */
  readonly retryAfterMs?: number;
}

/** How a call was let through; its outcome is judged by it. */
export type Admission = "normal" | "probe";

/** This many failures in a row open it. */
export const FAILURES_TO_OPEN = 3;
/** A try that has not come back by then died with its process; another may go. Longer than any call may take. */
export const PROBE_MS = 180_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;
/** A wrong key does not mend itself, and repeating it locks accounts. */
const FIRST_AUTHENTICATION_WAIT_MS = 60_000;
/** Whatever a system asks for, it is tried again within the hour. */
const LONGEST_ASKED_WAIT_MS = 3_600_000;
const JITTER = 0.25;

/** A breaker of which nothing is known yet. */
export function newBreaker(now: Date): Breaker {
  return {
    state: "closed",
    failures: 0,
    errorClass: null,
    error: null,
    openedAt: null,
    retryAt: null,
    succeededAt: null,
    changedAt: now,
  };
}

/** Whether a call may go now, and as what. Undefined: not now. */
export function admission(breaker: Breaker, now: Date): Admission | undefined {
  if (breaker.state === "closed") return "normal";
  return breaker.retryAt !== null && breaker.retryAt <= now ? "probe" : undefined;
}

/** The breaker while its probe is under way; `admission` must have said "probe". */
export function probing(breaker: Breaker, now: Date): Breaker {
  return { ...breaker, state: "half_open", retryAt: after(now, PROBE_MS), changedAt: now };
}

/** After a call that went right. One admitted before the breaker opened says nothing about how things stand since. */
export function afterSuccess(breaker: Breaker, admitted: Admission, now: Date): Breaker {
  if (breaker.state !== "closed" && admitted !== "probe") return breaker;
  const changedAt = breaker.state === "closed" && breaker.failures === 0 ? breaker.changedAt : now;
  return { ...newBreaker(now), succeededAt: now, changedAt };
}

/**
 * After a call that failed for one of `BREAKING_FAILURES`. Waits double from 5 s to 5 min (wrong keys: from 1 min), drawn apart by up to
 * a quarter, so that several workers and several connections do not come back at once.
 *
 * @param chance from 0 to 1, drawn by the caller.
 */
export function afterFailure(
  breaker: Breaker,
  admitted: Admission,
  failure: Failure,
  now: Date,
  chance: number,
): Breaker {
  if (breaker.state !== "closed" && admitted !== "probe") return breaker;
  const failures = breaker.failures + 1;
  const { errorClass, error } = failure;
  const counted = { ...breaker, failures, errorClass, error };
  if (breaker.state === "closed" && failures < FAILURES_TO_OPEN) return counted;
  return {
    ...counted,
    state: "open",
    openedAt: breaker.openedAt ?? now,
    retryAt: after(now, waitMs(failures, failure, chance)),
    changedAt: now,
  };
}

function waitMs(failures: number, failure: Failure, chance: number): number {
  const first = failure.errorClass === "authentication" ? FIRST_AUTHENTICATION_WAIT_MS : FIRST_WAIT_MS;
  const doublings = Math.min(20, Math.max(0, failures - FAILURES_TO_OPEN));
  const own = Math.min(LONGEST_WAIT_MS, first * 2 ** doublings) * (1 + JITTER * chance);
  return Math.max(own, Math.min(LONGEST_ASKED_WAIT_MS, failure.retryAfterMs ?? 0));
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
