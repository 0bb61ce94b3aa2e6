import { z } from "zod";

/** What share of deliveries should arrive on time and in full; a new version each time, version 0 is built in. */
export const changeOtifTargetInput = z.object({
  /** 925 is 92.5 %. */
  targetPermille: z
    .int("One decimal at most, such as 92.5.")
    .min(500, "Between 50 and 100.")
    .max(1_000, "Between 50 and 100."),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  expectedVersion: z.int().min(0),
});
export type ChangeOtifTargetInput = z.input<typeof changeOtifTargetInput>;

/** The target in force and how it came to be. */
export interface OtifTarget {
  readonly permille: number;
  /** 0 while nobody has changed it. */
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly reason: string | null;
  readonly mayEdit: boolean;
}
