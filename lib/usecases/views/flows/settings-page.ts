import { selectFlowSetting } from "@/db/queries/flows/settings";
import { FLOW_SETTINGS } from "@/lib/contracts/flows/flow-settings";
import type { FlowSettingsLine, FlowSettingsPage } from "@/lib/contracts/flows/settings-page";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { FlowDefinition } from "@/lib/domain/flow/definition";
import type { Context } from "@/lib/usecases/context";
import { FLOWS } from "@/lib/usecases/flows/registry";

/** Every flow this process works on, with what the company set on it. */
export async function flowSettingsPage(ctx: Context): Promise<FlowSettingsPage> {
  requirePermission(ctx.actor, "flow.read");
  const lines = await Promise.all(FLOWS.map(({ definition }) => lineOf(ctx, definition)));
  return { lines, mayEdit: can(ctx.actor, "flow.settings") };
}

async function lineOf(ctx: Context, { name: flow, startedBy }: FlowDefinition): Promise<FlowSettingsLine> {
  const row = await selectFlowSetting(ctx.db, ctx.actor.companyId, flow);
  return {
    ...{ flow, startedBy, version: row?.version ?? 0 },
    settings: FLOW_SETTINGS[flow].parse(row?.settings ?? {}),
    changedBy: row?.changedBy ?? null,
    changedAt: row?.changedAt.toISOString() ?? null,
    reason: row?.reason ?? null,
  };
}
