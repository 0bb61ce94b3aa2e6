import type { Verification } from "./verification";

type MacAlgorithm = "sha256" | "sha512" | "sha1";
type MacEncoding = "hex" | "base64" | "base64url";

/** What of a request can prove its sender. `body` holds the bytes as they came over the wire, before any inflating. */
export interface SenderProof {
  /** Value of a header by its lower-case name. */
  readonly header: (name: string) => string | null;
  /** What follows the connection's name in the path. */
  readonly pathSecret: string | null;
  readonly body: Uint8Array;
}

/** One of the connection's secrets in use: as text for bearer, basic and path, as a key for signatures. */
export interface SenderSecret {
  readonly text: string;
  readonly signingKey: Uint8Array;
}

/** The cryptography, passed in: this file computes none itself. */
export interface SenderCrypto {
  /** HMAC over the parts, one after the other. */
  readonly mac: (
    algorithm: MacAlgorithm,
    key: Uint8Array,
    parts: readonly (string | Uint8Array)[],
    encoding: MacEncoding,
  ) => string;
  /** Base64 of the UTF-8 bytes. */
  readonly base64: (text: string) => string;
  /** Equality in a time that does not depend on where the two differ. */
  readonly same: (given: string, expected: string) => boolean;
}

/** Why a sender was not believed. */
export type RefusalReason = "not_over_http" | "no_secret" | "missing" | "malformed" | "stale" | "wrong";

export type SenderVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: RefusalReason };

const BELIEVED: SenderVerdict = { ok: true };
const refused = (reason: RefusalReason): SenderVerdict => ({ ok: false, reason });

/** True when the proof covers the body, so that the sender is known only once all of it has been read. */
export function signsBody(verification: Verification): boolean {
  return verification.scheme === "standard-webhooks" || verification.scheme === "hmac";
}

/**
 * Decides whether the sender holds one of the connection's secrets. Any of them will do: while a secret is being
 * rotated, the partner may use the old one or the new one.
 *
 * Sources: Standard Webhooks 1.0 "Verifying signatures", RFC 6750 section 2.1 (bearer), RFC 7617 section 2 (basic).
 *
 * @param nowMs the moment of receipt in milliseconds since 1970.
 * @returns a verdict; never throws, whatever the request holds.
 */
export function verifySender(
  verification: Verification,
  proof: SenderProof,
  secrets: readonly SenderSecret[],
  nowMs: number,
  crypto: SenderCrypto,
): SenderVerdict {
  if (verification.scheme === "none") return refused("not_over_http");
  if (secrets.length === 0) return refused("no_secret");
  switch (verification.scheme) {
    case "standard-webhooks":
      return verifyStandardWebhook(verification.toleranceSeconds, proof, secrets, nowMs, crypto);
    case "hmac":
      return verifyMac(verification, proof, secrets, crypto);
    case "bearer":
      return verifyAuthorization("bearer", proof, secrets, (secret) => secret.text, crypto);
    case "basic": {
      const credentials = (secret: SenderSecret) => crypto.base64(`${verification.user}:${secret.text}`);
      return verifyAuthorization("basic", proof, secrets, credentials, crypto);
    }
    case "secret-path": {
      const given = proof.pathSecret;
      if (!given) return refused("missing");
      return secrets.some((secret) => crypto.same(given, secret.text)) ? BELIEVED : refused("wrong");
    }
  }
}

function verifyStandardWebhook(
  toleranceSeconds: number,
  proof: SenderProof,
  secrets: readonly SenderSecret[],
  nowMs: number,
  crypto: SenderCrypto,
): SenderVerdict {
  const id = proof.header("webhook-id");
  const timestamp = proof.header("webhook-timestamp");
  const signatures = proof.header("webhook-signature");
  if (!id || !timestamp || !signatures) return refused("missing");
  if (!/^\d{1,12}$/.test(timestamp)) return refused("malformed");
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceSeconds) return refused("stale");
  const given = signatures
    .split(" ")
    .filter((signature) => signature.startsWith("v1,"))
    .map((signature) => signature.slice("v1,".length));
  if (given.length === 0) return refused("malformed");
  for (const { signingKey } of secrets) {
    const expected = crypto.mac("sha256", signingKey, [`${id}.${timestamp}.`, proof.body], "base64");
    if (given.some((signature) => crypto.same(signature, expected))) return BELIEVED;
  }
  return refused("wrong");
}

function verifyMac(
  { header, algorithm, encoding, prefix = "" }: Extract<Verification, { scheme: "hmac" }>,
  proof: SenderProof,
  secrets: readonly SenderSecret[],
  crypto: SenderCrypto,
): SenderVerdict {
  const value = proof.header(header.toLowerCase())?.trim();
  if (!value) return refused("missing");
  if (!value.startsWith(prefix)) return refused("malformed");
  const given = comparable(value.slice(prefix.length), encoding);
  const expected = (key: Uint8Array) =>
    comparable(crypto.mac(algorithm, key, [proof.body], encoding), encoding);
  const matches = secrets.some(({ signingKey }) => crypto.same(given, expected(signingKey)));
  return matches ? BELIEVED : refused("wrong");
}

/** One spelling per signature: hex in either case and base64 with or without padding are in use. */
function comparable(signature: string, encoding: MacEncoding): string {
  return encoding === "hex" ? signature.toLowerCase() : signature.replace(/=+$/, "");
}

function verifyAuthorization(
  scheme: "bearer" | "basic",
  proof: SenderProof,
  secrets: readonly SenderSecret[],
  credentialsOf: (secret: SenderSecret) => string,
  crypto: SenderCrypto,
): SenderVerdict {
  const value = proof.header("authorization");
  if (!value) return refused("missing");
  const [given, credentials] = value.trim().split(/ +/, 2);
  if (given?.toLowerCase() !== scheme || !credentials) return refused("malformed");
  const matches = secrets.some((secret) => crypto.same(credentials, credentialsOf(secret)));
  return matches ? BELIEVED : refused("wrong");
}
