import { z } from "zod";
import { CLOCK_KINDS, PAUSE_KINDS } from "@/lib/domain/clock/clock-policy";

const DAY_MINUTES = 1_440;
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);
const text = (max: number) => z.string().trim().min(1).max(max).optional();
const minutes = (max: number, what: string) =>
  z.number({ error: "Enter a number." }).int("Whole minutes only.").min(0, "Not below zero.").max(max, what);

/** An IANA zone this machine knows. */
const zone = z
  .string()
  .max(60)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
    } catch {
      return false;
    }
  }, "No time zone has this name; try Europe/Berlin or America/Chicago.");

/** Whom a promise is for. What is left out is open. */
export const scopeInput = z.object({
  customer: text(200),
  carrier: text(200),
  lane: z
    .object({
      origin: z.string().trim().min(1, "Enter the city of the first pickup.").max(100),
      destination: z.string().trim().min(1, "Enter the city of the last delivery.").max(100),
    })
    .optional(),
  mode: text(40),
  connectionId: z.uuid().optional(),
});

/** What is promised, without whom it is for. */
const terms = {
  name: z.string().trim().min(3, "Enter a name that says what is promised.").max(120),
  budgetMinutes: minutes(365 * DAY_MINUTES, "A year at most."),
  /** Earlier than the appointment by more is too early; null lets it pass. Pickup and delivery only. */
  earlyMinutes: minutes(DAY_MINUTES, "A day at most.").nullable(),
  atRiskMinutes: minutes(60 * DAY_MINUTES, "Sixty days at most."),
  /** Name of a business calendar; null counts every minute. */
  calendar: z.string().trim().min(1).max(60).nullable(),
  pauses: z.array(z.enum(PAUSE_KINDS)).max(PAUSE_KINDS.length),
};

/** From when on promises that start run under it; null is at once. */
const effectiveAt = z.iso
  .datetime({ offset: true, error: "Enter a date and a time." })
  .nullable()
  .default(null);
const expectedVersion = z.number().int().positive();

export const createPolicyInput = z.object({
  kind: z.enum(CLOCK_KINDS),
  scope: scopeInput.refine((scope) => Object.values(scope).some((part) => part !== undefined), {
    error: "Say whom it is for. The promise to everyone has a policy already: edit that one.",
  }),
  ...terms,
  effectiveAt,
  reason,
});

export const changePolicyInput = z.object({
  policyId: z.uuid(),
  expectedVersion,
  ...terms,
  effectiveAt,
  reason,
});

export const switchPolicyInput = z.object({
  policyId: z.uuid(),
  expectedVersion,
  enabled: z.boolean(),
  reason,
});

/** What a policy would have done, before it is saved. */
export const previewPolicyInput = z.object({
  /** The policy it would be a version of; null for a new one. */
  policyId: z.uuid().nullable(),
  kind: z.enum(CLOCK_KINDS),
  scope: scopeInput,
  ...terms,
  enabled: z.boolean().default(true),
});

const MOST_STRETCHES = 21;
const MOST_HOLIDAYS = 400;

export const calendarInput = z.object({
  name: z.string().trim().min(2, "Enter a name.").max(60),
  /** The version the person saw; 0 for a new one. */
  expectedVersion: z.number().int().min(0),
  zone,
  hours: z
    .array(
      z
        .object({
          day: z.number().int().min(1).max(7),
          fromMinute: z.number().int().min(0).max(DAY_MINUTES),
          untilMinute: z.number().int().min(0).max(DAY_MINUTES),
        })
        .refine(({ fromMinute, untilMinute }) => fromMinute < untilMinute, "A day ends after it begins."),
    )
    .min(1, "At least one day must be worked, or nothing would ever fall due.")
    .max(MOST_STRETCHES),
  holidays: z.array(z.iso.date("Holidays are dates such as 2026-12-25.")).max(MOST_HOLIDAYS, "400 at most."),
  reason,
});

export type CreatePolicyInput = z.input<typeof createPolicyInput>;
export type ChangePolicyInput = z.input<typeof changePolicyInput>;
export type SwitchPolicyInput = z.infer<typeof switchPolicyInput>;
export type PreviewPolicyInput = z.input<typeof previewPolicyInput>;
export type CalendarInput = z.infer<typeof calendarInput>;
