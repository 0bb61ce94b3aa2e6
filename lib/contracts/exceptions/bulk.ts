import { z } from "zod";
import { bulkActionSchema } from "./exception-input";
import { exceptionFilterSchema } from "./exception-query";

export const planBulkInput = z.object({ filter: exceptionFilterSchema, input: bulkActionSchema });
export type PlanBulkInput = z.input<typeof planBulkInput>;
