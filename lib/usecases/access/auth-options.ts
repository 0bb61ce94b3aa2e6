import "server-only";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { SESSION_ABSOLUTE_MS } from "@/lib/domain/access/session-life";
import { AppError } from "@/lib/domain/app-error";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { database } from "@/lib/usecases/runtime";
import { endSession } from "./end-session";
import { isOidcConfigured, type OidcClaims, oidcProvider } from "./oidc-provider";
import { requestOrigin } from "./request-origin";
import { secureCookies } from "./session-cookie";
import { signInWithOidc } from "./sign-in-with-oidc";
import { signInWithPassword } from "./sign-in-with-password";

const credentialsInput = z.object({
  email: z.string().trim().min(3).max(254),
  password: z.string().min(1).max(128),
});

/** What next-auth needs to know. The browser's token holds the id of a session row and nothing else. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies: secureCookies(),
    session: { strategy: "jwt", maxAge: SESSION_ABSOLUTE_MS / 1_000 },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [passwordProvider(), ...(isOidcConfigured() ? [oidcProvider()] : [])],
    callbacks: {
      signIn: ({ user, account, profile }) =>
        account?.provider === "oidc"
          ? admitOidc(user, profile as OidcClaims | undefined)
          : Boolean(user.sessionId),
      jwt: ({ token, user }) => ({ sessionId: user?.sessionId ?? token.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        if (token.sessionId) await endSession(database(), token.sessionId, new Date());
      },
    },
    logger: {
      error: (code, metadata) =>
        log("error", "sign-in", { code, ...errorFields("error" in metadata ? metadata.error : metadata) }),
      warn: (code) => log("warn", "sign-in", { code }),
      debug: () => undefined,
    },
  };
}

function passwordProvider() {
  return CredentialsProvider({
    id: "password",
    name: "Password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (given) => {
      const input = credentialsInput.safeParse(given);
      if (!input.success) throw new Error("unauthenticated");
      try {
        const origin = await requestOrigin();
        const started = await signInWithPassword(database(), { ...input.data, ...origin }, new Date());
        return { id: started.user.id, sessionId: started.sessionId };
      } catch (error) {
        throw new Error(refusalCode(error));
      }
    },
  });
}

/** What the sign-in page is told: a code of ours, never the text of an error. A wait carries its seconds: `rate_limited.30`. */
function refusalCode(error: unknown): string {
  if (!(error instanceof AppError)) {
    log("error", "sign-in failed for a reason of our own", errorFields(error));
    return "unavailable";
  }
  const waitSeconds = error.retryAfterMs === undefined ? "" : `.${Math.ceil(error.retryAfterMs / 1_000)}`;
  return `${error.code}${waitSeconds}`;
}

/** Lets next-auth go on with `user.sessionId` set, or sends the person back to the sign-in page with the reason. */
async function admitOidc(user: User, claims: OidcClaims | undefined): Promise<true | string> {
  const origin = await requestOrigin();
  const result = await signInWithOidc(
    database(),
    {
      ...origin,
      email: claims?.email ?? null,
      emailVerified: claims?.email_verified === true || claims?.email_verified === "true",
      name: claims?.name ?? null,
    },
    env().OIDC_DEFAULT_ROLE,
    new Date(),
  );
  if (!result.ok) return `/sign-in?error=${result.refusal}`;
  user.sessionId = result.session.sessionId;
  return true;
}
