import { z } from "zod";
import { unbilledQuerySchema } from "./unbilled-query";

/** Everything ready to bill that the list under this address shows. */
export const planBillRunInput = z.strictObject({ query: unbilledQuerySchema });
export type PlanBillRunInput = z.input<typeof planBillRunInput>;
