import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../client";
import { outboundMessage } from "../../schema/outbound";

/** @returns false when this company has a message with this operation key. */
export async function insertOutbound(
  tx: Transaction,
  row: typeof outboundMessage.$inferInsert,
): Promise<boolean> {
  const made = await tx
    .insert(outboundMessage)
    .values(row)
    .onConflictDoNothing({ target: [outboundMessage.companyId, outboundMessage.operationKey] })
    .returning({ id: outboundMessage.id });
  return made.length > 0;
}

export async function findByOperationKey(tx: Transaction, companyId: number, operationKey: string) {
  const [row] = await tx
    .select({
      id: outboundMessage.id,
      body: outboundMessage.body,
      connectionId: outboundMessage.connectionId,
      address: outboundMessage.address,
    })
    .from(outboundMessage)
    .where(and(eq(outboundMessage.companyId, companyId), eq(outboundMessage.operationKey, operationKey)));
  return row;
}
