"use server";

import { defineAction } from "@/lib/actions/define-action";
import { planBulkInput, startBulkInput, stopBulkInput } from "@/lib/contracts/exceptions/bulk";
import { planBulk as plan } from "@/lib/usecases/exceptions/bulk/plan-bulk";
import { startBulk as start } from "@/lib/usecases/exceptions/bulk/start-bulk";
import { stopBulk as stop } from "@/lib/usecases/exceptions/bulk/stop-bulk";

const permission = "exception.bulk" as const;

export const planBulk = defineAction({ permission, input: planBulkInput, run: plan });
export const startBulk = defineAction({ permission, input: startBulkInput, run: start });
export const stopBulk = defineAction({ permission, input: stopBulkInput, run: stop });
