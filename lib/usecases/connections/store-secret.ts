import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { insertSecret } from "@/db/queries/connections/connection-secrets";
import type { ConnectionRow } from "@/db/queries/connections/find-connection";
import type { HandedOverSecret } from "@/lib/contracts/connections/connection-page";
import { InvalidError } from "@/lib/domain/app-error";
import { sealSecret } from "./seal";
import { newSecret, senderSecret } from "./sender-secret";

interface NewSecret {
  readonly secretKey: Buffer;
  readonly connection: ConnectionRow;
  /** The one the partner chose, or null for one of ours. */
  readonly given: string | null;
  readonly now: Date;
}

/** Seals and stores one more secret. @returns it in clear, for the only time; null where the scheme knows none. */
export async function storeSecret(
  tx: Transaction,
  { secretKey, connection, given, now }: NewSecret,
): Promise<HandedOverSecret | null> {
  const { verification } = connection;
  if (verification.scheme === "none") return null;
  const text = given ?? newSecret(verification);
  if (verification.scheme === "standard-webhooks" && !isStandardSecret(text)) {
    const problem = "A Standard Webhooks secret is base64 of at least 24 bytes, usually after whsec_.";
    throw new InvalidError(`Nothing was changed. ${problem}`, { secret: problem });
  }
  if (verification.scheme === "secret-path" && !/^[\w.~-]+$/.test(text)) {
    const problem = "A secret in a path holds letters, digits, hyphens, dots and underscores only.";
    throw new InvalidError(`Nothing was changed. ${problem}`, { secret: problem });
  }
  const owner = { companyId: connection.companyId, connectionId: connection.id };
  const id = uuidv7({ msecs: now.getTime() });
  await insertSecret(tx, { ...owner, id, sealed: sealSecret(secretKey, owner, text), createdAt: now });
  return { secretId: id, text };
}

function isStandardSecret(text: string): boolean {
  const encoded = text.replace(/^whsec_/, "");
  const { signingKey } = senderSecret({ scheme: "standard-webhooks", toleranceSeconds: 300 }, text);
  return /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) && signingKey.length >= 24;
}
