const HOUR_MS = 60 * 60 * 1_000;

/** Unused this long, a session is over: one shift. */
export const SESSION_IDLE_MS = 8 * HOUR_MS;
/** However much it is used, a session is over after this: everyone signs in once a day. */
export const SESSION_ABSOLUTE_MS = 24 * HOUR_MS;
/** `lastSeenAt` is written no more often than this, so that reading a page is not a write. */
export const SESSION_TOUCH_MS = 60 * 1_000;

export interface SessionTimes {
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  readonly revokedAt: Date | null;
  readonly userDisabledAt: Date | null;
}

/** True while this session may act: not revoked, its user not disabled, neither idle nor too old. */
export function isSessionLive(session: SessionTimes, now: Date): boolean {
  if (session.revokedAt || session.userDisabledAt) return false;
  if (session.expiresAt <= now) return false;
  return now.getTime() - session.lastSeenAt.getTime() < SESSION_IDLE_MS;
}
