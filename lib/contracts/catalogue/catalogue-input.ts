import { z } from "zod";
import { ROLES } from "@/lib/domain/access/role";
import { SOURCE_KINDS, SYNC_MODES, SYSTEMS } from "@/lib/domain/catalogue/catalogue";
import { CATALOGUE_SEEDS } from "@/lib/domain/catalogue/seeds";
import { CLOCK_KINDS } from "@/lib/domain/clock/clock-policy";
import { EXCEPTION_KINDS } from "@/lib/domain/exception/exception";

const KEYS = CATALOGUE_SEEDS.map(({ key }) => key);
const YEAR_MINUTES = 366 * 1_440;
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

const termsInput = z.object({
  system: z.enum(SYSTEMS),
  mayState: z
    .array(z.enum(SOURCE_KINDS))
    .min(1, "At least one source must be able to say it.")
    .max(SOURCE_KINDS.length),
  sync: z.enum(SYNC_MODES),
  lateMinutes: z
    .number({ error: "Enter a number." })
    .int("Whole minutes only.")
    .min(0, "Not below zero.")
    .max(YEAR_MINUTES, "A year at most."),
  ownerRole: z.enum(ROLES),
  clocks: z.array(z.enum(CLOCK_KINDS)).max(CLOCK_KINDS.length),
  runbook: z.enum(EXCEPTION_KINDS).nullable(),
  retentionMonths: z
    .number({ error: "Enter a number, or nothing for good." })
    .int("Whole months only.")
    .min(1, "A month at least.")
    .max(1_200, "A hundred years at most.")
    .nullable(),
});

export const askCatalogueChangeInput = z.object({
  key: z.enum(KEYS as [(typeof KEYS)[number], ...typeof KEYS]),
  /** The version the person saw. */
  expectedVersion: z.number().int().min(0),
  terms: termsInput,
  reason,
});

export const decideCatalogueChangeInput = z.object({
  changeId: z.uuid(),
  decision: z.enum(["approve", "reject", "withdraw"]),
  reason,
});

export type AskCatalogueChangeInput = z.infer<typeof askCatalogueChangeInput>;
export type DecideCatalogueChangeInput = z.infer<typeof decideCatalogueChangeInput>;
