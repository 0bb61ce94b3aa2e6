import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { type BulkDecision, bulkDecisionSchema } from "@/lib/contracts/flows/bulk-input";
import { DECISION_WORDS } from "@/lib/contracts/flows/flow-words";
import { wallClockText, zoneText } from "@/lib/domain/shipment/wall-clock";
import type { BulkKind } from "@/lib/usecases/bulk/bulk-kind";
import type { Context } from "@/lib/usecases/context";
import { decideWithin } from "../decide-on-run";

/** Flow runs, each decided on as a person would on its page. */
export const flowRunKind: BulkKind = {
  permission: "flow.bulk",
  audited: "flow",
  hrefOf: ({ subjectId }) => `/flows/${subjectId}`,
  willHappen: async (ctx, given, count) => {
    const input = bulkDecisionSchema.parse(given);
    const runs = count === 1 ? "1 run" : `${count.toLocaleString("en")} runs`;
    return `${VERBS[input.decision]} ${runs}${await untilText(ctx, input)}: “${input.reason}”`;
  },
  act: async (tx, { subjectId: runId, subjectVersion: expectedVersion }, given, { actor, at }) => {
    const input = bulkDecisionSchema.parse(given);
    await decideWithin(tx, { actor, now: () => at }, { ...input, runId, expectedVersion });
    return { state: "done", message: null, resultRunId: runId };
  },
};

const VERBS: Readonly<Record<BulkDecision["decision"], string>> = {
  retry: DECISION_WORDS.retry.verb,
  restart: DECISION_WORDS.restart.verb,
  release: DECISION_WORDS.release.verb,
  hold: DECISION_WORDS.hold.verb,
  cancel: DECISION_WORDS.cancel.verb,
  skip: "Skip the step of",
};

async function untilText(ctx: Context, input: BulkDecision): Promise<string> {
  if (input.decision !== "hold" || input.untilAt === null) return "";
  const zone = await selectCompanyZone(ctx.db, ctx.actor.companyId);
  const until = Date.parse(input.untilAt);
  return ` until ${wallClockText(until, zone, ctx.now().getTime())} ${zoneText(until, zone)}`;
}
