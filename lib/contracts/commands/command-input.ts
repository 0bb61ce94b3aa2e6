import { z } from "zod";

/** A person's decision on one write, on the version they saw. */
export const commandDecisionInput = z.object({
  commandId: z.uuid(),
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
