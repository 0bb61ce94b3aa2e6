import { z } from "zod";
import { MILESTONES } from "@/lib/domain/event/milestone";

export const MOST_MENTIONS = 20;
const note = z.string().trim().min(3, "Say it in a few words.").max(2_000);
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);
const moment = z.iso.datetime({ offset: true });
const mentions = z.array(z.uuid()).max(MOST_MENTIONS).default([]);
const atLeastOneEnd = { path: ["untilAt"], message: "Say until when, or until which event." };

const target = { exceptionId: z.uuid(), expectedVersion: z.int().min(1) };

export const acknowledgeInput = z.object(target);
/** Null takes it from whoever has it. */
export const assignInput = z.object({ ...target, assigneeId: z.uuid().nullable() });
/** `requestId` makes a repeat of the same request the same comment; a comment needs no version, nothing is overwritten by it. */
export const commentInput = z.object({ exceptionId: z.uuid(), requestId: z.uuid(), text: note, mentions });
/** Until a moment, until an event on its shipment, or whichever comes first. */
export const snoozeInput = z
  .object({
    ...target,
    untilAt: moment.nullable().default(null),
    untilEvent: z.enum(MILESTONES).nullable().default(null),
  })
  .refine(({ untilAt, untilEvent }) => untilAt !== null || untilEvent !== null, atLeastOneEnd);
export const resolveInput = z.object({ ...target, note });
export const ignoreInput = z.object({ ...target, reason, untilAt: moment });
export const reopenInput = z.object({ ...target, reason });

export type AcknowledgeInput = z.input<typeof acknowledgeInput>;
export type AssignInput = z.input<typeof assignInput>;
export type CommentInput = z.input<typeof commentInput>;
export type SnoozeInput = z.input<typeof snoozeInput>;
export type ResolveInput = z.input<typeof resolveInput>;
export type IgnoreInput = z.input<typeof ignoreInput>;
export type ReopenInput = z.input<typeof reopenInput>;

export interface Acted {
  /** Version after the action. */
  readonly version: number;
  /** True when it was so already and nothing was changed now. */
  readonly repeated: boolean;
}

/** What a bulk action does to each item, without the item. */
export const bulkActionSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("acknowledge") }),
  z.object({ action: z.literal("assign"), assigneeId: z.uuid().nullable() }),
  z.object({ action: z.literal("comment"), text: note, mentions }),
  z
    .object({
      action: z.literal("snooze"),
      untilAt: moment.nullable().default(null),
      untilEvent: z.enum(MILESTONES).nullable().default(null),
    })
    .refine(({ untilAt, untilEvent }) => untilAt !== null || untilEvent !== null, atLeastOneEnd),
  z.object({ action: z.literal("resolve"), note }),
  z.object({ action: z.literal("ignore"), reason, untilAt: moment }),
  z.object({ action: z.literal("reopen"), reason }),
]);
export type BulkAction = z.infer<typeof bulkActionSchema>;
