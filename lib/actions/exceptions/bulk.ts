"use server";

import { defineAction } from "@/lib/actions/define-action";
import { startBulkInput, stopBulkInput } from "@/lib/contracts/bulk/bulk-run";
import { planBulkInput } from "@/lib/contracts/exceptions/bulk";
import { startBulk as start } from "@/lib/usecases/bulk/start-bulk";
import { stopBulk as stop } from "@/lib/usecases/bulk/stop-bulk";
import { planBulk as plan } from "@/lib/usecases/exceptions/bulk/plan-bulk";

const permission = "exception.bulk" as const;

export const planBulk = defineAction({ permission, input: planBulkInput, run: plan });
export const startBulk = defineAction({ permission, input: startBulkInput, run: start });
export const stopBulk = defineAction({ permission, input: stopBulkInput, run: stop });
