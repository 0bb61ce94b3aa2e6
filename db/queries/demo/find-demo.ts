import { and, desc, eq, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { auditLog } from "../../schema/access";
import { connection } from "../../schema/connection";
import { inboxMessage } from "../../schema/inbox";
import { shipmentReference } from "../../schema/shipment";

/** What was noted when the demo of a company was made; undefined when there was none. */
export async function findAuditedState(db: Executor, companyId: number, action: string): Promise<unknown> {
  const [row] = await db
    .select({ after: auditLog.after })
    .from(auditLog)
    .where(and(eq(auditLog.companyId, companyId), eq(auditLog.action, action)))
    .orderBy(desc(auditLog.seq))
    .limit(1);
  return row?.after;
}

export async function listConnectionIds(
  db: Executor,
  companyId: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ slug: connection.slug, id: connection.id })
    .from(connection)
    .where(eq(connection.companyId, companyId));
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** When the newest message in the inbox was received, whether or not it was read yet: ids are in the order of receipt. */
export async function findLastReceivedAt(db: Executor, companyId: number): Promise<Date | null> {
  const [row] = await db
    .select({ receivedAt: inboxMessage.receivedAt })
    .from(inboxMessage)
    .where(eq(inboxMessage.companyId, companyId))
    .orderBy(desc(inboxMessage.id))
    .limit(1);
  return row?.receivedAt ?? null;
}

/** Which of these shipment numbers, in look-up form, the company has. */
export async function findKnownShipmentNumbers(
  db: Executor,
  companyId: number,
  lookups: readonly string[],
): Promise<string[]> {
  if (lookups.length === 0) return [];
  const rows = await db
    .select({ lookup: shipmentReference.lookup })
    .from(shipmentReference)
    .where(
      and(
        eq(shipmentReference.companyId, companyId),
        eq(shipmentReference.type, "shipment"),
        sql`${shipmentReference.lookup} = any(${sql.param([...lookups])}::text[])`,
      ),
    )
    .groupBy(shipmentReference.lookup);
  return rows.map(({ lookup }) => lookup);
}
