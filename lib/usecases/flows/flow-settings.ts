import type { Executor } from "@/db/client";
import { selectFlowSetting } from "@/db/queries/flows/settings";
import { FLOW_SETTINGS, type FlowSettings } from "@/lib/contracts/flows/flow-settings";
import type { FlowName } from "@/lib/domain/flow/definition";

/** A flow's settings as they hold now, what the company did not set filled in. */
export async function flowSettings<F extends FlowName>(
  db: Executor,
  companyId: number,
  flow: F,
): Promise<FlowSettings<F>> {
  const row = await selectFlowSetting(db, companyId, flow);
  return FLOW_SETTINGS[flow].parse(row?.settings ?? {}) as FlowSettings<F>;
}
