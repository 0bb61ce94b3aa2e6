import "server-only";
import { headers } from "next/headers";
import { env } from "@/lib/env";
import { clientAddress } from "./client-address";
import type { SignInOrigin } from "./start-session";

/** Where this request came from, as far as somebody vouches for it. Without a trusted proxy there is no address. */
export async function requestOrigin(): Promise<SignInOrigin> {
  const given = await headers();
  const address = clientAddress(given.get("x-forwarded-for"), env().TRUST_PROXY === "1");
  return { address, userAgent: given.get("user-agent") };
}
