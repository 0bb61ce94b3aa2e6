import type { Executor } from "@/db/client";
import { findSenders } from "@/db/queries/connections/find-senders";
import { log } from "@/lib/log";
import { openSecret } from "../connections/seal";
import { senderSecret } from "../connections/sender-secret";
import type { KnownSender } from "./sender-directory";

/** Reads connections with their secrets opened. */
export async function loadSenders(
  db: Executor,
  secretKey: Buffer,
  slugs: readonly string[],
): Promise<KnownSender[]> {
  const rows = await findSenders(db, slugs);
  return rows.map(({ sealedSecrets, ...row }) => {
    const owner = { companyId: row.companyId, connectionId: row.id };
    const opened = sealedSecrets.map((sealed) => openSecret(secretKey, owner, sealed));
    const texts = opened.filter((text) => text !== undefined);
    const secretsUnreadable = texts.length < opened.length;
    if (secretsUnreadable) {
      log("error", "a stored secret does not open under MILEPOST_SECRET_KEY", { connection: row.slug });
    }
    const secrets = texts.map((text) => senderSecret(row.verification, text));
    return { ...row, secrets, secretsUnreadable };
  });
}
