import { and, eq, sql } from "drizzle-orm";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { Executor, Transaction } from "../../client";
import { flowPause, flowRun } from "../../schema/flow";

interface FlowKey {
  readonly companyId: number;
  readonly flow: FlowName;
}

const ofFlow = ({ companyId, flow }: FlowKey) =>
  and(eq(flowPause.companyId, companyId), eq(flowPause.flow, flow));

export async function isFlowPaused(db: Executor, key: FlowKey): Promise<boolean> {
  return (await db.select({ flow: flowPause.flow }).from(flowPause).where(ofFlow(key))).length > 0;
}

/** @returns false when it is paused already. */
export async function insertPause(tx: Transaction, row: typeof flowPause.$inferInsert): Promise<boolean> {
  const made = await tx
    .insert(flowPause)
    .values(row)
    .onConflictDoNothing()
    .returning({ flow: flowPause.flow });
  return made.length > 0;
}

/** Ends a pause; what was let through it passes no later one. @returns false when there is none. */
export async function deletePause(tx: Transaction, key: FlowKey): Promise<boolean> {
  const gone = await tx.delete(flowPause).where(ofFlow(key)).returning({ flow: flowPause.flow });
  if (gone.length === 0) return false;
  await tx.execute(sql`
    update flow_run set passes_pause = false
    where company_id = ${key.companyId} and flow = ${key.flow} and state not in ('done', 'cancelled') and passes_pause`);
  return true;
}

/** Lets a locked run through its flow's pause. */
export async function markPassing(
  tx: Transaction,
  { companyId, id }: { readonly companyId: number; readonly id: string },
): Promise<void> {
  await tx
    .update(flowRun)
    .set({ passesPause: true, version: sql`${flowRun.version} + 1` })
    .where(and(eq(flowRun.companyId, companyId), eq(flowRun.id, id)));
}
