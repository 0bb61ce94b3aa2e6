import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { connection, connectionSecret } from "../../schema/connection";

const senderColumns = {
  id: connection.id,
  companyId: connection.companyId,
  slug: connection.slug,
  enabled: connection.enabled,
  verification: connection.verification,
  deliveryKeyHeader: connection.deliveryKeyHeader,
  maxBodyBytes: connection.maxBodyBytes,
  ratePerMinute: connection.ratePerMinute,
};

export type SenderRow = Pick<typeof connection.$inferSelect, keyof typeof senderColumns> & {
  readonly sealedSecrets: readonly Buffer[];
};

/** What the door needs to know of each connection: its rules and the secrets in use, also those that end soon. Slugs nobody has are left out. */
export async function findSenders(db: Executor, slugs: readonly string[]): Promise<SenderRow[]> {
  const rows = await db
    .select({ ...senderColumns, sealed: connectionSecret.sealed })
    .from(connection)
    .leftJoin(
      connectionSecret,
      and(
        eq(connectionSecret.companyId, connection.companyId),
        eq(connectionSecret.connectionId, connection.id),
        or(isNull(connectionSecret.retiredAt), gt(connectionSecret.retiredAt, sql`now()`)),
      ),
    )
    .where(inArray(connection.slug, [...slugs]));
  const senders = new Map<string, SenderRow & { sealedSecrets: Buffer[] }>();
  for (const { sealed, ...row } of rows) {
    const sender = senders.get(row.id) ?? { ...row, sealedSecrets: [] };
    if (sealed) sender.sealedSecrets.push(sealed);
    senders.set(row.id, sender);
  }
  return [...senders.values()];
}
