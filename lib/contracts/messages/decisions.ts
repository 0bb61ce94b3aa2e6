import { z } from "zod";
import { messageQuerySchema } from "./message-query";

/** A person acts on this many at once at most; more is what `milepost replay` is for. */
export const MOST_AT_ONCE = 500;
/** One message attached to more shipments than this is a file to be split, not a decision. */
const MOST_SHIPMENTS = 20;

const messageId = z.uuid();
const version = z.int().min(1);
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

export const replayInput = z.object({ messageId, version });
export const acceptInput = z.object({ messageId, version, reason });
export const ignoreInput = z.object({ messageId, version, reason });
export const restoreInput = z.object({ messageId, version });
export const attachInput = z.object({
  messageId,
  version,
  shipmentIds: z.array(z.uuid()).min(1, "Choose a shipment.").max(MOST_SHIPMENTS),
  reason: z.string().trim().max(500).optional(),
});

export const BULK_KINDS = ["replay", "ignore"] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** Either the messages that were ticked, or everything the list's address matches, up to the most at once. */
export const planInput = z.object({
  kind: z.enum(BULK_KINDS),
  ids: z.array(messageId).max(MOST_AT_ONCE).optional(),
  query: messageQuerySchema.optional(),
});

export const applyInput = z.object({
  kind: z.enum(BULK_KINDS),
  items: z
    .array(z.object({ id: messageId, version }))
    .min(1)
    .max(MOST_AT_ONCE),
  reason: z.string().trim().max(500).optional(),
});

export type ReplayInput = z.infer<typeof replayInput>;
export type AcceptInput = z.infer<typeof acceptInput>;
export type IgnoreInput = z.infer<typeof ignoreInput>;
export type RestoreInput = z.infer<typeof restoreInput>;
export type AttachInput = z.infer<typeof attachInput>;
export type PlanInput = z.infer<typeof planInput>;
export type ApplyInput = z.infer<typeof applyInput>;

export interface Decided {
  /** Version after the decision. */
  readonly version: number;
  /** True when the same had been decided before and nothing was changed now. */
  readonly repeated: boolean;
}

export interface LeftOut {
  readonly why: string;
  readonly count: number;
}

export interface BulkPlan {
  readonly kind: BulkKind;
  readonly items: readonly { readonly id: string; readonly version: number }[];
  readonly byState: readonly { readonly label: string; readonly count: number }[];
  readonly leftOut: readonly LeftOut[];
  /** True when more matched than one action takes. */
  readonly more: boolean;
}

export interface BulkDone {
  readonly done: number;
  readonly leftOut: readonly LeftOut[];
}
