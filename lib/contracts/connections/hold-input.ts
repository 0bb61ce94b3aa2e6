import { z } from "zod";

export const holdInput = z.object({
  connectionId: z.uuid(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  /** Since when it was held on the page the person saw; null: it was not. */
  seenSince: z.iso.datetime().nullable(),
});
export type HoldInput = z.infer<typeof holdInput>;

export const letThroughInput = z.object({
  messageId: z.uuid(),
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
export type LetThroughInput = z.infer<typeof letThroughInput>;
