import { randomBytes } from "node:crypto";
import type { Verification } from "@/lib/domain/message/verification";
import type { SenderSecret } from "@/lib/domain/message/verify";

const STANDARD_PREFIX = "whsec_";

/** The secret as each scheme uses it. Standard Webhooks keys are base64 after `whsec_`; all others are their own bytes. */
export function senderSecret(verification: Verification, text: string): SenderSecret {
  if (verification.scheme !== "standard-webhooks") return { text, signingKey: Buffer.from(text) };
  const encoded = text.startsWith(STANDARD_PREFIX) ? text.slice(STANDARD_PREFIX.length) : text;
  return { text, signingKey: Buffer.from(encoded, "base64") };
}

/** A new secret of 256 random bits, in the form the scheme hands to partners. */
export function newSecret(verification: Verification): string {
  const bytes = randomBytes(32);
  if (verification.scheme === "standard-webhooks") return STANDARD_PREFIX + bytes.toString("base64");
  return bytes.toString("base64url");
}
