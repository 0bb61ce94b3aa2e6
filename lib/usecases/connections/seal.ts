import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Whose secret it is. Bound into the seal, so that a row copied to another connection does not open there. */
export interface SecretOwner {
  readonly companyId: number;
  readonly connectionId: string;
}

/** AES-256-GCM: nonce, ciphertext, tag. */
export function sealSecret(key: Buffer, owner: SecretOwner, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(ownerBytes(owner));
  return Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** @returns undefined when the key or the owner is another one, or the bytes were changed. */
export function openSecret(key: Buffer, owner: SecretOwner, sealed: Buffer): string | undefined {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(ownerBytes(owner)).setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const opened = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

function ownerBytes(owner: SecretOwner): Buffer {
  return Buffer.from(`${owner.companyId}:${owner.connectionId}`);
}
