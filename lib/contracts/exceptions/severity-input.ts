import { z } from "zod";

/** How much money, customer and time weigh; a new version each time, version 0 is built in. */
export const changeSeverityInput = z.object({
  /** Minor units of the company's currency. */
  moneyStepMinor: z.int().min(0).max(1_000_000_000_000),
  topCustomers: z.array(z.string().trim().min(1).max(200)).max(500),
  overdueStepHours: z.number().positive().max(720),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  expectedVersion: z.int().min(0),
});
export type ChangeSeverityInput = z.input<typeof changeSeverityInput>;

export interface SeverityPolicyDto {
  readonly version: number;
  readonly moneyStepMinor: number;
  readonly topCustomers: readonly string[];
  readonly overdueStepHours: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  readonly reason: string | null;
}
