"use server";

import { defineAction } from "@/lib/actions/define-action";
import { startBulkInput, stopBulkInput } from "@/lib/contracts/bulk/bulk-run";
import { planApprovalsInput, planRunsInput } from "@/lib/contracts/flows/bulk-input";
import { startBulk } from "@/lib/usecases/bulk/start-bulk";
import { stopBulk } from "@/lib/usecases/bulk/stop-bulk";
import { planApprovals as planAnswers } from "@/lib/usecases/flows/bulk/plan-approvals";
import { planRuns as planDecisions } from "@/lib/usecases/flows/bulk/plan-runs";

const permission = "flow.bulk" as const;

export const planRuns = defineAction({ permission, input: planRunsInput, run: planDecisions });
export const planApprovals = defineAction({ permission, input: planApprovalsInput, run: planAnswers });
export const startFlowBulk = defineAction({ permission, input: startBulkInput, run: startBulk });
export const stopFlowBulk = defineAction({ permission, input: stopBulkInput, run: stopBulk });
