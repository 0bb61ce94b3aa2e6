import { z } from "zod";
import { isReservedSlug, SLUG_PATTERN } from "@/lib/contracts/connections/slug";

const webAddress = (what: string) =>
  z
    .string()
    .trim()
    .max(500)
    .refine((text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.password;
    }, `${what} begins with http:// or https:// and holds no user name.`)
    .transform((text) => text.replace(/\/+$/, ""));

/** What a setup asks for. The password is used for this once and never stored. */
export const setUpOdooInput = z.object({
  slug: z
    .string()
    .trim()
    .max(63)
    .regex(SLUG_PATTERN, "Lower-case letters, digits and single hyphens, such as odoo.")
    .refine((slug) => !isReservedSlug(slug), "Names that begin with person- are Milepost's own.")
    .default("odoo"),
  name: z.string().trim().min(2, "Enter the name colleagues know it by.").max(100).default("Odoo"),
  baseUrl: webAddress("The address of Odoo"),
  database: z.string().trim().min(1, "Enter the name of Odoo's database.").max(100),
  adminLogin: z.string().trim().min(1, "Enter an administrator's login.").max(200),
  adminPassword: z.string().min(1, "Enter the password.").max(1_000),
  /** Where Odoo reaches Milepost; null: changes come with the next poll instead. */
  webhookBase: webAddress("The address of Milepost").nullable().default(null),
  /** Lets the setup install Odoo's module Automation Rules, which restarts Odoo's registry for some seconds. */
  mayInstallModule: z.boolean().default(false),
  /** New keys also where those in use still hold. */
  newKeys: z.boolean().default(false),
});
export type SetUpOdooInput = z.input<typeof setUpOdooInput>;

export const SETUP_STEPS = [
  "server",
  "sign_in",
  "connection",
  "access",
  "reader",
  "actor",
  "fields",
  "permissions",
  "webhooks",
  "schedule",
] as const;
export type SetupStepId = (typeof SETUP_STEPS)[number];

export const SETUP_TITLES: Readonly<Record<SetupStepId, string>> = {
  server: "Find Odoo and its version",
  sign_in: "Sign in as administrator",
  connection: "Keep the connection in Milepost",
  access: "Reader's group and its access rules",
  reader: "Reader and its key",
  actor: "Actor and its key",
  fields: "Fields and labels of this Odoo",
  permissions: "Check every permission",
  webhooks: "Odoo's calls when something changes",
  schedule: "Schedule the reading",
};

/** `warned`: went through, but somebody should read the text. */
export type SetupStepState = "running" | "done" | "warned" | "failed";

export interface SetupStep {
  readonly id: SetupStepId;
  readonly title: string;
  readonly state: SetupStepState;
  /** What was found or done; for a failure what to do. Empty while it runs. */
  readonly text: string;
}

export interface SetupReport {
  readonly slug: string;
  /** Null when it ended before the connection was kept. */
  readonly connectionId: string | null;
  readonly ok: boolean;
  /** As they ended; those after a failure that stopped it are missing. */
  readonly steps: readonly SetupStep[];
}

/** Switching Odoo's calls needs an administrator: the rules are part of Odoo's configuration. */
export const switchHintsInput = z.object({
  connectionId: z.uuid(),
  enabled: z.boolean(),
  adminLogin: z.string().trim().min(1, "Enter an administrator's login.").max(200),
  adminPassword: z.string().min(1, "Enter the password.").max(1_000),
});
export type SwitchHintsInput = z.infer<typeof switchHintsInput>;
