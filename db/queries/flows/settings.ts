import { and, desc, eq } from "drizzle-orm";
import type { FlowName } from "@/lib/domain/flow/definition";
import type { Executor } from "../../client";
import { flowSetting } from "../../schema/flow";

/** The newest settings of a flow; undefined while the company has none of its own. */
export async function selectFlowSetting(
  db: Executor,
  companyId: number,
  flow: FlowName,
): Promise<typeof flowSetting.$inferSelect | undefined> {
  const [row] = await db
    .select()
    .from(flowSetting)
    .where(and(eq(flowSetting.companyId, companyId), eq(flowSetting.flow, flow)))
    .orderBy(desc(flowSetting.version))
    .limit(1);
  return row;
}

/** Adds a version. @returns false when there is one of this number already. */
export async function insertFlowSetting(
  db: Executor,
  row: typeof flowSetting.$inferInsert,
): Promise<boolean> {
  const made = await db
    .insert(flowSetting)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: flowSetting.version });
  return made.length > 0;
}
