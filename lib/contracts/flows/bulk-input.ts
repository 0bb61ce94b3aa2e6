import { z } from "zod";
import { runFilterSchema } from "./run-query";

const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

/** One decision on every run a filter matches. `untilAt` is ISO 8601. */
export const bulkDecisionSchema = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("retry"), reason }),
  z.strictObject({ decision: z.literal("restart"), reason }),
  z.strictObject({ decision: z.literal("release"), reason }),
  z.strictObject({ decision: z.literal("skip"), reason }),
  z.strictObject({ decision: z.literal("cancel"), reason }),
  z.strictObject({
    decision: z.literal("hold"),
    reason,
    untilAt: z.iso.datetime({ offset: true, error: "A date and a time." }).nullable(),
  }),
]);
export type BulkDecision = z.output<typeof bulkDecisionSchema>;

/** In the order of the form: the likeliest first, what can't be taken back last. */
export const BULK_DECISIONS = [
  "retry",
  "release",
  "skip",
  "hold",
  "restart",
  "cancel",
] as const satisfies readonly BulkDecision["decision"][];

export const planRunsInput = z.strictObject({ filter: runFilterSchema, input: bulkDecisionSchema });
export type PlanRunsInput = z.input<typeof planRunsInput>;

/** One answer to everything that waits for a yes. A no needs its reason. */
export const bulkAnswerSchema = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("approve"), comment: z.string().trim().max(500).default("") }),
  z.strictObject({ decision: z.literal("reject"), comment: reason }),
]);

export const planApprovalsInput = z.strictObject({ input: bulkAnswerSchema });
export type PlanApprovalsInput = z.input<typeof planApprovalsInput>;
