import { z } from "zod";
import type { Database } from "@/db/client";
import { findAuditedState, findKnownShipmentNumbers, findLastReceivedAt } from "@/db/queries/demo/find-demo";
import { inTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";

const ACTION = "demo.begin";

const demoWorld = z.object({
  seed: z.number().int(),
  shipments: z.number().int().positive(),
  days: z.number().positive(),
  /** The moment the history leads up to, in milliseconds since 1970. */
  anchorAt: z.number().int(),
});
export type DemoWorld = z.infer<typeof demoWorld>;

/** The world this company's demo was begun with; the given one, noted on the audit log, when it begins now. */
export async function beginDemoWorld(ctx: Context, wanted: DemoWorld): Promise<DemoWorld> {
  const { companyId } = ctx.actor;
  const known = demoWorld.safeParse(await findAuditedState(ctx.db, companyId, ACTION));
  if (known.success) return known.data;
  const subject = { kind: "company", id: String(companyId) };
  await inTransaction(ctx.db, (tx) =>
    appendAudit(tx, ctx.actor, { action: ACTION, subject, after: wanted }, ctx.now()),
  );
  return wanted;
}

/** When the newest message came in, null in an empty inbox: from there a demo goes on. */
export async function lastReceivedAt(db: Database, companyId: number): Promise<Date | null> {
  return findLastReceivedAt(db, companyId);
}

/** Which of these shipment numbers, written in capitals and digits, are known. */
export async function knownShipments(
  db: Database,
  companyId: number,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set(await findKnownShipmentNumbers(db, companyId, numbers));
}
