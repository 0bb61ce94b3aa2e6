import { env } from "@/lib/env";

/** The key under which partners' secrets are sealed. */
export function secretKey(): Buffer {
  return Buffer.from(env().MILEPOST_SECRET_KEY, "base64");
}
