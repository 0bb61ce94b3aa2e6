"use server";

import { defineAction } from "@/lib/actions/define-action";
import { planBillRunInput } from "@/lib/contracts/billing/bill-run-input";
import { planBillRun as plan } from "@/lib/usecases/billing/bulk/plan-bill-run";

/** Billing, starting a flow and doing so for many are asked inside. */
export const planBillRun = defineAction({ permission: "billing.read", input: planBillRunInput, run: plan });
