import type { Database } from "@/db/client";
import { env } from "@/lib/env";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { mailerOf } from "./mailer";
import type { SenderSettings } from "./sender";

/** How this process reaches people, from its settings. */
export function senderSettings(db: Database): SenderSettings {
  const { SMTP_URL: url, SMTP_FROM: from, OUTBOUND_ALLOW_PRIVATE, NEXTAUTH_URL } = env();
  return {
    db,
    secretKey: secretKey(),
    mailer: mailerOf({ url, from }),
    outbound: { allowPrivate: OUTBOUND_ALLOW_PRIVATE === "1" },
    baseUrl: NEXTAUTH_URL ?? null,
    now: () => new Date(),
  };
}
