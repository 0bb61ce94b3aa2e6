import { z } from "zod";
import { MILESTONES } from "@/lib/domain/event/milestone";
import type { FlowName } from "@/lib/domain/flow/definition";

/** An amount in minor units over which a second person approves, by ISO 4217 currency; a currency not named is never approved by a rule alone. */
const limits = z.record(z.string().regex(/^[A-Z]{3}$/), z.number().int().min(0).max(1_000_000_000_000));
const milestones = z.array(z.enum(MILESTONES as [string, ...string[]])).max(40);
const days = z.number().int().min(1).max(365);

/** What a company sets on each flow; the defaults are what a flow brings itself. `enabled` false: no new run starts. */
export const FLOW_SETTINGS = {
  bill_on_delivery: z.strictObject({
    enabled: z.boolean().default(true),
    /** Posts the draft itself when nothing differs; otherwise a person posts it in Odoo. */
    posts: z.boolean().default(true),
    /** Every bill is approved by a person before it is posted. */
    approvesAll: z.boolean().default(true),
    approveAboveMinor: limits.default({}),
    /** How long proof or references are waited for before the run is held for a person. */
    waitDays: days.default(7),
  }),
  accrue_freight: z.strictObject({
    enabled: z.boolean().default(false),
    /** Odoo's journal and accounts, by code. */
    journalCode: z.string().trim().max(64).default(""),
    expenseAccount: z.string().trim().max(64).default(""),
    accrualAccount: z.string().trim().max(64).default(""),
    approveAboveMinor: limits.default({}),
  }),
  settle_carrier_invoice: z.strictObject({
    enabled: z.boolean().default(true),
    approveAboveMinor: limits.default({}),
    /** Posts the vendor bill; false leaves a draft in Odoo. */
    posts: z.boolean().default(true),
    waitDays: days.default(14),
  }),
  return_to_refund: z.strictObject({
    enabled: z.boolean().default(true),
    approveAboveMinor: limits.default({}),
    waitDays: days.default(60),
  }),
  status_to_odoo: z.strictObject({
    enabled: z.boolean().default(true),
    milestones: milestones.default([
      "picked_up",
      "delivered",
      "delivered_partial",
      "pod_received",
      "delayed",
      "damaged",
      "short",
      "refused",
      "lost",
    ]),
    waitDays: days.default(7),
  }),
  tell_customer: z.strictObject({
    enabled: z.boolean().default(true),
    milestones: milestones.default([
      "picked_up",
      "out_for_delivery",
      "delayed",
      "delivered",
      "delivery_attempted",
    ]),
  }),
} as const satisfies Record<FlowName, z.ZodType>;

export type FlowSettings<F extends FlowName> = z.output<(typeof FLOW_SETTINGS)[F]>;
