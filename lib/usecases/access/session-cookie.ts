import "server-only";
import { env } from "@/lib/env";

/** Over https everywhere but on a desk: then cookies are `Secure` and carry the prefix browsers enforce. */
export function secureCookies(): boolean {
  return env().NEXTAUTH_URL?.startsWith("https://") ?? false;
}

export function sessionCookieName(): string {
  return `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}
