import { z } from "zod";

export const resendOutboundInput = z.object({
  outboundId: z.uuid(),
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
export type ResendOutboundInput = z.infer<typeof resendOutboundInput>;
