import "server-only";
import { headers } from "next/headers";
import type { SignInOrigin } from "./start-session";

/**
 * Where this request came from. A reverse proxy appends the address it saw, so the last one of X-Forwarded-For is the one
 * to count by; without a proxy Next fills it from the socket unless the caller wrote one, so it is never proof.
 */
export async function requestOrigin(): Promise<SignInOrigin> {
  const given = await headers();
  const address = given.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return { address: address ? address.slice(0, 64) : null, userAgent: given.get("user-agent") };
}
