import { randomBytes } from "node:crypto";
import { type SecretOwner, sealSecret } from "@/lib/usecases/connections/seal";

interface Owner {
  readonly companyId: number;
  readonly connectionId: string;
}

/** Another owner than that of the partner's own secrets: what is sealed for one way does not open for the other. */
export const wayOutSecretOwner = ({ companyId, connectionId }: Owner): SecretOwner => ({
  companyId,
  connectionId: `${connectionId}:out`,
});

/** A fresh signing secret for what we post, in clear for the only time, and sealed. Source: Standard Webhooks, 24 to 64 bytes behind `whsec_`. */
export function makeWayOutSecret(secretKey: Buffer, owner: Owner): { text: string; sealed: Buffer } {
  const text = `whsec_${randomBytes(32).toString("base64")}`;
  return { text, sealed: sealSecret(secretKey, wayOutSecretOwner(owner), text) };
}
