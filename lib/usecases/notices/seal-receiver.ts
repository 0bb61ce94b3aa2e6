import { randomBytes } from "node:crypto";
import type { SubscriptionRow } from "@/db/queries/notices/subscriptions";
import { openSecret, sealSecret } from "@/lib/usecases/connections/seal";

type Row = Pick<SubscriptionRow, "companyId" | "id" | "addressSealed" | "secretSealed">;

const addressOwner = ({ companyId, id }: Pick<Row, "companyId" | "id">) => ({
  companyId,
  connectionId: `${id}:address`,
});
const secretOwner = ({ companyId, id }: Pick<Row, "companyId" | "id">) => ({
  companyId,
  connectionId: `${id}:secret`,
});

/** A receiver's URL lets whoever holds it post there: it is kept like a secret. */
export function sealAddress(key: Buffer, row: Pick<Row, "companyId" | "id">, url: string): Buffer {
  return sealSecret(key, addressOwner(row), url);
}

export function openAddress(key: Buffer, row: Row): string | null {
  return (row.addressSealed && openSecret(key, addressOwner(row), row.addressSealed)) || null;
}

/** A fresh signing secret, in clear for the only time, and sealed. Source: Standard Webhooks, 24 to 64 bytes behind `whsec_`. */
export function makeSigningSecret(
  key: Buffer,
  row: Pick<Row, "companyId" | "id">,
): { text: string; sealed: Buffer } {
  const text = `whsec_${randomBytes(32).toString("base64")}`;
  return { text, sealed: sealSecret(key, secretOwner(row), text) };
}

export function openSigningSecret(key: Buffer, row: Row): string | null {
  return (row.secretSealed && openSecret(key, secretOwner(row), row.secretSealed)) || null;
}
