import { z } from "zod";

const onRun = {
  runId: z.uuid(),
  /** The version the person saw. */
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
};

/** A person's decision on one run. `untilAt` is ISO 8601. */
export const runDecisionInput = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("retry"), ...onRun }),
  z.strictObject({ decision: z.literal("restart"), ...onRun }),
  z.strictObject({
    decision: z.literal("edit"),
    ...onRun,
    /** The whole payload as it shall be, of the shape the flow has. */
    payload: z.record(z.string().max(100), z.unknown()),
    /** From the failed step, or from the first. */
    from: z.enum(["step", "start"]),
  }),
  z.strictObject({
    decision: z.literal("hold"),
    ...onRun,
    untilAt: z.iso.datetime({ offset: true }).nullable(),
  }),
  z.strictObject({ decision: z.literal("release"), ...onRun }),
  z.strictObject({ decision: z.literal("skip"), ...onRun }),
  z.strictObject({ decision: z.literal("cancel"), ...onRun }),
]);
export type RunDecisionInput = z.input<typeof runDecisionInput>;

/** Yes or no to what a run asks. A no needs its reason. */
export const approvalInput = z.discriminatedUnion("decision", [
  z.strictObject({
    decision: z.literal("approve"),
    approvalId: z.uuid(),
    comment: z.string().trim().max(500).default(""),
  }),
  z.strictObject({
    decision: z.literal("reject"),
    approvalId: z.uuid(),
    comment: z.string().trim().min(3, "Say why, in a few words.").max(500),
  }),
]);
export type ApprovalInput = z.input<typeof approvalInput>;

export const undoApprovalInput = z.strictObject({ approvalId: z.uuid() });

/** One waiting run let through while its flow is paused. */
export const letThroughInput = z.strictObject({ ...onRun });

export const pauseFlowInput = z.strictObject({
  flow: z.string().max(60),
  paused: z.boolean(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
