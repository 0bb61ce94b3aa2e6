import { z } from "zod";
import { ROLES } from "@/lib/domain/access/role";
import { BILLING_REFERENCES } from "@/lib/domain/billing/terms";
import { BILLING_BLOCKERS } from "@/lib/domain/billing/unbilled";

const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

/** How a customer is billed; an empty name: everyone who has no terms of their own. */
export const saveTermsInput = z.object({
  customer: z.string().trim().max(200),
  /** Version the person saw; 0: there were none. */
  expectedVersion: z.number().int().min(0),
  requiresPod: z.boolean(),
  references: z.array(z.enum(BILLING_REFERENCES)).max(BILLING_REFERENCES.length),
  cutOffDay: z.number().int().min(1, "A day of the month.").max(31, "A day of the month.").nullable(),
  hold: z
    .object({
      reason: z.string().trim().min(3, "Say why bills are held.").max(300),
      untilAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  owners: z.partialRecord(z.enum(BILLING_BLOCKERS), z.enum(ROLES)),
  reason,
});
export type SaveTermsInput = z.input<typeof saveTermsInput>;

const percent = (most: number) =>
  z
    .number()
    .min(0)
    .max(most)
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, "At most two decimals.");

export const saveAssumptionsInput = z.object({
  expectedVersion: z.number().int().min(0),
  capitalPercent: percent(100),
  riskAfterDays: z.number().int().min(0).max(3_650),
  riskPercent: percent(100),
  reason,
});
export type SaveAssumptionsInput = z.input<typeof saveAssumptionsInput>;
