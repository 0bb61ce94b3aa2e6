import type { Database } from "@/db/client";
import { findSession, touchSession } from "@/db/queries/access/session";
import type { UserActor } from "@/lib/domain/access/actor";
import { isSessionLive, SESSION_TOUCH_MS } from "@/lib/domain/access/session-life";
import { actorOf } from "./start-session";

export interface Session {
  readonly id: string;
  readonly actor: UserActor;
  readonly company: { readonly name: string; readonly zone: string };
  /** False for people who sign in through the identity provider only. */
  readonly hasPassword: boolean;
  /** Set after an admin gave out a one-time password: nothing else may be done first. */
  readonly mustChangePassword: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who this session id stands for right now, or null. Asked on every request, so that ending a session ends it at once. */
export async function resolveSession(db: Database, sessionId: string, now: Date): Promise<Session | null> {
  if (!UUID.test(sessionId)) return null;
  const row = await findSession(db, sessionId);
  if (!row || !isSessionLive(row, now)) return null;
  const staleBefore = new Date(now.getTime() - SESSION_TOUCH_MS);
  if (row.lastSeenAt < staleBefore) await touchSession(db, { id: row.id, at: now, staleBefore });
  return {
    id: row.id,
    actor: actorOf({ ...row, id: row.userId }),
    company: { name: row.companyName, zone: row.companyZone },
    hasPassword: row.hasPassword !== null,
    mustChangePassword: row.mustChangePassword === 1,
  };
}
