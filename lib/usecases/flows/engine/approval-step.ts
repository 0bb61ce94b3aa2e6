import type { ApprovalAsk, StepOutcome } from "@/lib/domain/flow/step-outcome";
import type { StepContext } from "./flow-implementation";

/** Asks for a yes, and goes on once it is there. A yes to another question or amount than today's is not one. @returns null when approved. */
export function askOnce({ approval }: StepContext, ask: ApprovalAsk): StepOutcome | null {
  const isSame =
    approval?.question === ask.question &&
    approval.amountMinor === (ask.amount?.amountMinor ?? null) &&
    approval.currency === (ask.amount?.currency ?? null);
  return approval?.state === "approved" && isSame ? null : { kind: "approval", ask };
}
