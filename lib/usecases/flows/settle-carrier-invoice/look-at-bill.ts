import { z } from "zod";
import {
  type FreightInvoiceRow,
  type FreightLineRow,
  lockFreightInvoice,
  selectFreightLines,
} from "@/db/queries/freight/read-bill";
import type { Blocker } from "@/lib/domain/flow/blocker";
import { type StepOutcome, wakeKey } from "@/lib/domain/flow/step-outcome";
import type { StepContext, StepHandler } from "../engine/flow-implementation";

export const settlePayload = z.strictObject({ invoiceId: z.guid() });

/** What no wake announces (an account set, a vendor named) is looked for this often. */
export const LOOK_AGAIN_MS = 5 * 60_000;

export interface BillLook {
  readonly bill: FreightInvoiceRow;
  readonly lines: readonly FreightLineRow[];
}

const invoiceIdOf = ({ run }: StepContext): string =>
  (run.payload as unknown as z.output<typeof settlePayload>).invoiceId;

/** A look at the bill, locked until the step is over; the run ends where the bill was set aside. */
export function withBill(look: (step: StepContext, given: BillLook) => Promise<StepOutcome>): StepHandler {
  return async (step) => {
    const { companyId } = step.run;
    const bill = await lockFreightInvoice(step.tx, companyId, invoiceIdOf(step));
    if (!bill)
      return {
        kind: "failure",
        failureClass: "missing_reference",
        message: "There is no such bill any more.",
      };
    if (bill.state === "declined")
      return { kind: "done", note: `Set aside by ${bill.decidedBy}: ${bill.decisionReason}` };
    return look(step, { bill, lines: await selectFreightLines(step.tx, companyId, bill.id) });
  };
}

export function holdBill(step: StepContext, blocker: Blocker, reason: string): StepOutcome {
  const keys = [wakeKey.carrierInvoice(invoiceIdOf(step))];
  return { kind: "hold", blocker, reason, keys, untilAt: step.now().getTime() + LOOK_AGAIN_MS };
}

export function waitForBill(step: StepContext, reason: string, ms = LOOK_AGAIN_MS): StepOutcome {
  const keys = [wakeKey.carrierInvoice(invoiceIdOf(step))];
  return { kind: "wait", reason, keys, untilAt: step.now().getTime() + ms };
}
