import { z } from "zod";

/** What changed. A hint, not the truth: whoever hears it reads again; whoever misses it polls. */
export const liveNoticeSchema = z.object({
  companyId: z.number().int(),
  /** Shipments whose state changed; null means too many to name. */
  shipments: z.array(z.string()).max(50).nullable(),
  /** True when the inbox changed as well. */
  messages: z.boolean(),
  /** True when exceptions changed; absent otherwise. */
  exceptions: z.boolean().optional(),
});
export type LiveNotice = z.infer<typeof liveNoticeSchema>;

/** What a browser is told: the notice without the company, which it has been checked for already. */
export const liveHintSchema = liveNoticeSchema.omit({ companyId: true });
export type LiveHint = z.infer<typeof liveHintSchema>;

/** First event of a stream: when the newest message was taken in, so that "last event" has a start. */
export const liveHelloSchema = z.object({ lastMessageAt: z.number().nullable() });
