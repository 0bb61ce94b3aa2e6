import { escalateApprovals } from "@/lib/usecases/flows/engine/escalate-approvals";
import { followEvents } from "@/lib/usecases/flows/engine/follow-events";
import { wakeSettled, workOnRuns } from "@/lib/usecases/flows/engine/work-on-runs";
import { FLOWS } from "@/lib/usecases/flows/registry";
import type { Loop } from "./loop";

const FOLLOW_IDLE_MS = 1_000;
const WORK_IDLE_MS = 500;
const ESCALATE_IDLE_MS = 30_000;

/** Starts flows and wakes waiting runs by what was recorded, and takes due runs on step by step. */
export function flowLoops(deps: Parameters<typeof escalateApprovals>[0]): readonly Loop[] {
  const withFlows = { ...deps, flows: FLOWS };
  return [
    { name: "start flows", idleMs: FOLLOW_IDLE_MS, round: () => followEvents(withFlows) },
    { name: "wake flows", idleMs: WORK_IDLE_MS, round: () => wakeSettled(deps) },
    { name: "flows", idleMs: WORK_IDLE_MS, round: () => workOnRuns(withFlows) },
    { name: "approvals", idleMs: ESCALATE_IDLE_MS, round: () => escalateApprovals(deps) },
  ];
}
