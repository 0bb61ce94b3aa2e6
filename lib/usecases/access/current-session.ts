import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { can } from "@/lib/domain/access/actor";
import { safeCallbackPath } from "@/lib/domain/access/callback-path";
import type { Permission } from "@/lib/domain/access/permission";
import { ForbiddenError, UnauthenticatedError } from "@/lib/domain/app-error";
import { env } from "@/lib/env";
import type { Context } from "@/lib/usecases/context";
import { database, readDatabase } from "@/lib/usecases/runtime";
import { resolveSession, type Session } from "./resolve-session";
import { sessionCookieName } from "./session-cookie";

/** The path this page was asked for; `proxy.ts` puts it there because a server component can't see its own address. */
export const PATH_HEADER = "x-milepost-path";

/** The live session behind this request, or null. Read from the database once per request. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  if (!cookie) return null;
  // A forged, expired or foreign token does not decode: the same as none.
  const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  return token?.sessionId ? resolveSession(database(), token.sessionId, new Date()) : null;
});

/**
 * The context of a server action or route handler.
 * @throws {UnauthenticatedError} nobody is signed in.
 * @throws {ForbiddenError} a one-time password must be replaced first.
 */
export async function requestContext(): Promise<Context> {
  const session = await currentSession();
  if (!session) throw new UnauthenticatedError();
  if (session.mustChangePassword) {
    throw new ForbiddenError("Choose a password of your own first. Nothing was changed.");
  }
  return contextOf(session);
}

/** The session of a page. Sends who is not signed in to the sign-in page, and back here afterwards. */
export async function pageSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) {
    const path = safeCallbackPath((await headers()).get(PATH_HEADER));
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  }
  if (session.mustChangePassword) redirect("/sign-in/new-password");
  return session;
}

/**
 * The context of a page that needs `permission`; who lacks it gets the page that says so, with status 403. Each read
 * checks again: this only answers before anything is sent.
 */
export async function pageContext(permission: Permission): Promise<Context> {
  const session = await pageSession();
  if (!can(session.actor, permission)) forbidden();
  return contextOf(session);
}

/**
 * Like `requestContext`, but also while a one-time password waits to be replaced: for replacing it, and nothing else.
 * @throws {UnauthenticatedError} nobody is signed in.
 */
export async function ownAccountContext(): Promise<Context> {
  const session = await currentSession();
  if (!session) throw new UnauthenticatedError();
  return contextOf(session);
}

/** The context in which a session's person acts. */
export function contextOf(session: Session): Context {
  return { db: database(), reads: readDatabase(), actor: session.actor, now: () => new Date() };
}
