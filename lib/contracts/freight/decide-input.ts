import { z } from "zod";
import { LINE_DECISIONS } from "@/lib/domain/freight/audit-result";
import { CHARGE_KINDS } from "@/lib/domain/message/parsed-message";

const onBill = {
  invoiceId: z.guid(),
  /** The version the person saw. */
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
};

const choice = z.strictObject({
  shipmentId: z.uuid(),
  kind: z.enum(CHARGE_KINDS),
  decision: z.enum(LINE_DECISIONS),
});

/** A person's word on a carrier's bill: pay as decided line by line, dispute all of it, set it aside, or say what a second bill for one PRO is. */
export const decideFreightInput = z.discriminatedUnion("decision", [
  z.strictObject({
    decision: z.literal("approve"),
    ...onBill,
    choices: z.array(choice).max(500).default([]),
  }),
  z.strictObject({ decision: z.literal("dispute"), ...onBill }),
  z.strictObject({ decision: z.literal("decline"), ...onBill }),
  z.strictObject({
    decision: z.literal("answer"),
    ...onBill,
    samePro: z.enum(["balance_due", "supplemental", "corrected"]),
  }),
]);
export type DecideFreightInput = z.input<typeof decideFreightInput>;
