import { createHmac } from "node:crypto";

/**
 * Headers of Standard Webhooks: the id is the notice's, the same on every try, so that a receiver can leave out what it has.
 * Source: Standard Webhooks 1.0, "signature scheme": HMAC-SHA256 over `id.timestamp.body`, key base64 after `whsec_`.
 */
export function signWebhook(
  secret: string,
  id: string,
  body: string | Buffer,
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}
