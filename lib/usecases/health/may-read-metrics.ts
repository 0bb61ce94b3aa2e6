import { senderCrypto } from "../inbox/sender-crypto";

/** Whether this `Authorization` header carries the metrics token. */
export function mayReadMetrics(authorization: string | null, token: string): boolean {
  const given = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  return given !== undefined && senderCrypto.same(given, token);
}
