import { z } from "zod";

/** What one form takes: some 800 lanes. */
export const MAX_CSV_CHARS = 60_000;

const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);
const version = z.number().int().positive();
const currency = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, "Three letters, as USD.");

export const importRateCardInput = z.strictObject({
  /** The contract it is a new version of; null: a new contract. */
  cardId: z.uuid().nullable(),
  partyKind: z.enum(["carrier", "customer"]),
  party: z.string().trim().min(2, "A SCAC or a name.").max(200),
  name: z.string().trim().min(2, "What people call it.").max(120),
  currency,
  validFrom: z.iso.date("A day, as 2026-01-01."),
  validUntil: z.iso.date("A day, as 2026-12-31, or nothing.").nullable(),
  csv: z
    .string()
    .min(1, "Choose a file.")
    .max(MAX_CSV_CHARS, "At most 60,000 characters: split the contract."),
  reason,
});
export type ImportRateCardInput = z.input<typeof importRateCardInput>;

export const rateCardVersionInput = z.strictObject({ id: z.uuid(), version });

export const activateRateCardInput = z.strictObject({ id: z.uuid(), version, reason });

export const addFuelPriceInput = z.strictObject({
  index: z.string().trim().min(2, "The index as the contract names it.").max(120),
  effectiveOn: z.iso.date("The first day of its week, as 2026-11-16."),
  price: z
    .string()
    .trim()
    .regex(/^\d{1,4}(\.\d{1,3})?$/, "A price with at most three decimals, as 3.521."),
  reason,
});

export const saveCarrierTermsInput = z.strictObject({
  carrier: z.string().trim().toUpperCase().min(2, "A SCAC or a name.").max(200),
  /** Version the person saw; 0: there was none. */
  expectedVersion: z.number().int().min(0),
  name: z.string().trim().min(2, "What people call it.").max(200),
  shortPayAllowed: z.boolean(),
  contestDays: z.number().int().min(1).max(1_000),
  podRequired: z.boolean(),
  fourEyesOver: z.strictObject({ amount: z.string().trim().max(20), currency }).nullable(),
  /** Which vendor it is in Odoo, by the exact name there; null: not said so far. */
  vendor: z.strictObject({ connectionId: z.uuid(), name: z.string().trim().min(1).max(200) }).nullable(),
  reason,
});
export type SaveCarrierTermsInput = z.input<typeof saveCarrierTermsInput>;
