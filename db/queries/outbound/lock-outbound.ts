import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../../client";
import { outboundMessage } from "../../schema/outbound";

export interface OutboundKey {
  readonly companyId: number;
  readonly id: string;
}

const byKey = ({ companyId, id }: OutboundKey) =>
  and(eq(outboundMessage.companyId, companyId), eq(outboundMessage.id, id));

export async function lockOutbound(tx: Transaction, key: OutboundKey) {
  const [row] = await tx.select().from(outboundMessage).where(byKey(key)).for("update");
  return row;
}

export async function updateOutbound(
  tx: Transaction,
  key: OutboundKey,
  changes: Partial<typeof outboundMessage.$inferInsert>,
): Promise<void> {
  await tx
    .update(outboundMessage)
    .set({ ...changes, version: sql`${outboundMessage.version} + 1` })
    .where(byKey(key));
}
