import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
import type { UserRow } from "@/db/queries/access/find-user";
import { insertSession } from "@/db/queries/access/session";
import type { UserActor } from "@/lib/domain/access/actor";
import { SESSION_ABSOLUTE_MS } from "@/lib/domain/access/session-life";
import { appendAudit } from "@/lib/usecases/audit/append-audit";

/** Where a sign-in came from, as far as the request tells. */
export interface SignInOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface StartedSession {
  readonly sessionId: string;
  readonly user: UserActor;
}

const USER_AGENT_MAX_CHARS = 300;

/** The person as an actor, from their row. */
export function actorOf(row: Pick<UserRow, "id" | "companyId" | "role" | "name" | "email">): UserActor {
  return {
    kind: "user",
    id: row.id,
    companyId: row.companyId,
    role: row.role,
    name: row.name,
    email: row.email,
  };
}

/** Opens a session row; its id is all that the browser's token holds. The audit row commits with it. */
export async function startSession(
  tx: Transaction,
  user: UserRow,
  how: "password" | "oidc",
  origin: SignInOrigin,
  now: Date,
): Promise<StartedSession> {
  const sessionId = randomUUID();
  await insertSession(tx, {
    id: sessionId,
    companyId: user.companyId,
    userId: user.id,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + SESSION_ABSOLUTE_MS),
    address: origin.address,
    userAgent: origin.userAgent?.slice(0, USER_AGENT_MAX_CHARS) ?? null,
  });
  const actor = actorOf(user);
  await appendAudit(
    tx,
    actor,
    {
      action: "session.start",
      subject: { kind: "user", id: user.id },
      after: { how, address: origin.address },
    },
    now,
  );
  return { sessionId, user: actor };
}
