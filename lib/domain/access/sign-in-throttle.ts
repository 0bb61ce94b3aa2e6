const MINUTE_MS = 60 * 1_000;

/** Failures older than this no longer count. */
export const THROTTLE_WINDOW_MS = 15 * MINUTE_MS;

interface ThrottleRule {
  /** Failures within the window that cost nothing. */
  readonly freeTries: number;
  /** Wait after the first failure beyond them; doubles with each further one, up to the window. */
  readonly firstWaitMs: number;
}

/**
 * A wait that doubles instead of a lock: a stranger who guesses at an account delays its owner by minutes, never for
 * good. An address gets more tries, because a whole site may share one.
 */
const RULES = {
  account: { freeTries: 5, firstWaitMs: 30_000 },
  address: { freeTries: 25, firstWaitMs: 30_000 },
} as const satisfies Record<string, ThrottleRule>;

export type ThrottleKind = keyof typeof RULES;

/**
 * How long the next try must wait, in milliseconds; 0 when it may go ahead.
 * @param failedAt failures of this key within the window, in any order.
 */
export function signInWaitMs(kind: ThrottleKind, failedAt: readonly Date[], now: Date): number {
  const { freeTries, firstWaitMs } = RULES[kind];
  const recent = failedAt.map((at) => at.getTime()).filter((at) => now.getTime() - at < THROTTLE_WINDOW_MS);
  if (recent.length < freeTries) return 0;
  const wait = Math.min(firstWaitMs * 2 ** (recent.length - freeTries), THROTTLE_WINDOW_MS);
  return Math.max(0, Math.max(...recent) + wait - now.getTime());
}
