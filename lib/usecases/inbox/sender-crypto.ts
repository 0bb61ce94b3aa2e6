import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { SenderCrypto } from "@/lib/domain/message/verify";

export const senderCrypto: SenderCrypto = {
  mac(algorithm, key, parts, encoding) {
    const mac = createHmac(algorithm, key);
    for (const part of parts) mac.update(part);
    return mac.digest(encoding);
  },
  base64: (text) => Buffer.from(text).toString("base64"),
  // Hashed first: `timingSafeEqual` wants equal lengths, and a length is a hint too.
  same: (given, expected) =>
    timingSafeEqual(hash("sha256", given, "buffer"), hash("sha256", expected, "buffer")),
};
