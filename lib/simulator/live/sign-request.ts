import { createHmac } from "node:crypto";
import type { Instant } from "@/lib/domain/time/instant";
import type { OutgoingMessage } from "../schedule/outgoing";
import type { Partner } from "../world/partners";

export interface SignedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a partner's own client would send along, so that we believe it. Written from the schemes, not from our verifier. */
export function signRequest(
  partner: Partner,
  secret: string,
  message: OutgoingMessage,
  now: Instant,
): SignedRequest {
  const path = `/api/inbound/${partner.slug}`;
  const headers: Record<string, string> = {
    "content-type": message.contentType,
    "user-agent": `${partner.name.replace(/[^\x20-\x7e]/g, "")} edi/1`,
  };
  if (partner.deliveryKeyHeader && message.deliveryKey)
    headers[partner.deliveryKeyHeader] = message.deliveryKey;
  const { verification } = partner;
  switch (verification.scheme) {
    case "standard-webhooks": {
      const id = message.deliveryKey ?? message.key;
      const timestamp = String(Math.floor(now / 1000));
      const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
      const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(message.body);
      headers["webhook-id"] = id;
      headers["webhook-timestamp"] = timestamp;
      headers["webhook-signature"] = `v1,${mac.digest("base64")}`;
      break;
    }
    case "hmac": {
      const mac = createHmac(verification.algorithm, secret)
        .update(message.body)
        .digest(verification.encoding);
      headers[verification.header] = (verification.prefix ?? "") + mac;
      break;
    }
    case "bearer":
      headers.authorization = `Bearer ${secret}`;
      break;
    case "basic":
      headers.authorization = `Basic ${Buffer.from(`${verification.user}:${secret}`).toString("base64")}`;
      break;
    case "secret-path":
      return { path: `${path}/${secret}`, headers };
    case "none":
      throw new RangeError(`${partner.slug} takes nothing over HTTP`);
  }
  return { path, headers };
}
