"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/actions/define-action";
import { lendApprovalsInput, takeBackApprovalsInput } from "@/lib/contracts/flows/lending";
import {
  approvalInput,
  letThroughInput,
  pauseFlowInput,
  runDecisionInput,
  undoApprovalInput,
} from "@/lib/contracts/flows/run-input";
import { changeFlowSettingsInput } from "@/lib/contracts/flows/settings-page";
import { changeFlowSettings as changeSettings } from "@/lib/usecases/flows/change-flow-settings";
import { decideApproval as decide, undoApproval as undo } from "@/lib/usecases/flows/decide-approval";
import { decideOnRun as decideRun } from "@/lib/usecases/flows/decide-on-run";
import { lendApprovals as lend } from "@/lib/usecases/flows/lend-approvals";
import { letRunThrough as letThrough, pauseFlow as pause } from "@/lib/usecases/flows/pause-flow";
import { takeBackApprovals as takeBack } from "@/lib/usecases/flows/take-back-approvals";

function shown(): void {
  revalidatePath("/flows", "layout");
  revalidatePath("/approvals");
}

/** Each decision has its own right, asked inside. */
export const decideOnRun = defineAction({
  permission: "flow.read",
  input: runDecisionInput,
  run: async (ctx, input) => {
    await decideRun(ctx, input);
    shown();
  },
});

/** Who may depends on what is asked and on rights lent: asked inside. */
export const decideApproval = defineAction({
  permission: "flow.read",
  input: approvalInput,
  run: async (ctx, input) => {
    const decided = await decide(ctx, input);
    shown();
    return decided;
  },
});

export const undoApproval = defineAction({
  permission: "flow.read",
  input: undoApprovalInput,
  run: async (ctx, input) => {
    await undo(ctx, input);
    shown();
  },
});

export const pauseFlow = defineAction({
  permission: "flow.pause",
  input: pauseFlowInput,
  run: async (ctx, input) => {
    await pause(ctx, input);
    shown();
  },
});

export const letRunThrough = defineAction({
  permission: "flow.pause",
  input: letThroughInput,
  run: async (ctx, input) => {
    await letThrough(ctx, input);
    shown();
  },
});

export const changeFlowSettings = defineAction({
  permission: "flow.settings",
  input: changeFlowSettingsInput,
  run: async (ctx, input) => {
    const version = await changeSettings(ctx, input);
    shown();
    return version;
  },
});

/** Whoever approves something may lend it: asked inside. */
export const lendApprovals = defineAction({
  permission: "flow.read",
  input: lendApprovalsInput,
  run: async (ctx, input) => {
    await lend(ctx, input);
    shown();
  },
});

export const takeBackApprovals = defineAction({
  permission: "flow.read",
  input: takeBackApprovalsInput,
  run: async (ctx, input) => {
    await takeBack(ctx, input);
    shown();
  },
});
