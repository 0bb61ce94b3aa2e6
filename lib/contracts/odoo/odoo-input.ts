import { z } from "zod";

const connectionId = z.uuid();
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

const MOST_LOCATIONS = 500;

/** Bounds of what a site may set on its Odoo connection; see `OdooSettings` for what each means. */
export const odooSettingsInput = z.object({
  overlapMinutes: z
    .number("Enter a number of minutes.")
    .int("Whole minutes.")
    .min(1, "At least 1 minute: Odoo's transactions take time to end.")
    .max(1_440, "At most 1,440, a day."),
  pollSeconds: z
    .number("Enter a number of seconds.")
    .int("Whole seconds.")
    .min(1, "At least 1 second.")
    .max(3_600, "At most 3,600, an hour."),
  validatedMeans: z.enum(["loaded", "delivered"]),
  odooCompanyIds: z.array(z.number().int().positive()).max(200).readonly(),
  stockToleranceUnits: z
    .number("Enter a number.")
    .min(0, "Not below 0.")
    .max(1_000_000, "At most 1,000,000."),
  stockTolerancePercent: z.number("Enter a number.").min(0, "Not below 0.").max(100, "At most 100."),
  stockGraceMinutes: z
    .number("Enter minutes.")
    .int("Whole minutes.")
    .min(0, "Not below 0.")
    .max(2_880, "At most two days."),
  stockLocations: z
    .record(z.string().trim().min(1).max(120), z.string().trim().min(1).max(200))
    .refine((map) => Object.keys(map).length <= MOST_LOCATIONS, `At most ${MOST_LOCATIONS} locations.`),
});

export const changeOdooSettingsInput = z.object({
  connectionId,
  /** The version of the Odoo behind the connection that the person saw. */
  expectedVersion: z.number().int().positive(),
  reason,
  settings: odooSettingsInput,
});

export const readOdooNowInput = z.object({ connectionId });
export const examineOdooInput = z.object({ slug: z.string().min(1).max(63) });

export type ChangeOdooSettingsInput = z.infer<typeof changeOdooSettingsInput>;
