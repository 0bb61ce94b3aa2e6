import { insertFlowSetting, selectFlowSetting } from "@/db/queries/flows/settings";
import { inTransaction } from "@/db/transaction";
import { FLOW_SETTINGS } from "@/lib/contracts/flows/flow-settings";
import { type ChangeFlowSettingsInput, changeFlowSettingsInput } from "@/lib/contracts/flows/settings-page";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError } from "@/lib/domain/app-error";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { FlowData } from "@/lib/domain/flow/step-outcome";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { actorName } from "@/lib/usecases/messages/actor-name";

/** Sets a flow otherwise from now on, also for the runs that are open: a new version of its settings. @returns the version it became. */
export async function changeFlowSettings(ctx: Context, given: ChangeFlowSettingsInput): Promise<number> {
  requirePermission(ctx.actor, "flow.settings");
  const { flow, expectedVersion, settings: wanted, reason } = readInput(changeFlowSettingsInput, given);
  const settings: FlowData = readInput(FLOW_SETTINGS[flow], wanted);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const newest = await selectFlowSetting(tx, companyId, flow);
    if ((newest?.version ?? 0) !== expectedVersion) throw changedMeanwhile();
    const before: FlowData = FLOW_SETTINGS[flow].parse(newest?.settings ?? {});
    if (canonicalJson(before) === canonicalJson(settings))
      throw new InvalidError("Nothing in it differs. Nothing was changed.");
    const version = expectedVersion + 1;
    const row = {
      companyId,
      flow,
      version,
      settings,
      reason,
      changedBy: actorName(ctx.actor),
      changedAt: at,
    };
    if (!(await insertFlowSetting(tx, row))) throw changedMeanwhile();
    const subject = { kind: "flow", id: flow };
    const entry = { action: "flow.settings", subject, reason, before, after: { ...settings, version } };
    await appendAudit(tx, ctx.actor, entry, at);
    return version;
  });
}

const changedMeanwhile = () =>
  new ConflictError("These settings changed since you opened them. Nothing was changed; look again.");
