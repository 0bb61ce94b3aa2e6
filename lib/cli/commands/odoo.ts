import { Argument, type Command, Option } from "commander";
import type { SetupStep } from "@/lib/contracts/odoo/setup-input";
import { connectionBySlug } from "@/lib/usecases/connections/connection-by-slug";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { examineOdoo } from "@/lib/usecases/odoo/doctor/examine-odoo";
import { setUpOdoo } from "@/lib/usecases/odoo/setup/set-up-odoo";
import { switchOdooHints } from "@/lib/usecases/odoo/setup/switch-hints";
import { withCompany } from "../company-context";
import { printFindings } from "../finding-lines";
import { withProgress } from "../progress";
import { readPassword } from "../read-password";
import { addOdooLoadCommand } from "./odoo-load";
import { addOdooStandInCommand } from "./odoo-stand-in";

interface SetupOptions {
  readonly url: string;
  readonly db: string;
  readonly admin: string;
  readonly connection: string;
  readonly name: string;
  readonly webhookBase?: string;
  readonly installModule?: true;
  readonly newKeys?: true;
  readonly passwordStdin?: true;
  readonly company?: string;
}

/** `milepost odoo`: the company's Odoo, from the first key to the last check. */
export function register(command: Command): void {
  registerSetup(command.command("setup"));
  command
    .command("doctor")
    .description("what is missing, when keys end, how far behind the reading is, what waits")
    .option("--connection <name>", "only this one")
    .addOption(company())
    .addHelpText("after", "\nChanges nothing. Exit code 1 when something failed; warnings do not count.")
    .action(doctor);
  command
    .command("hints")
    .description("stop Odoo's calls to Milepost, or let them come again")
    .addArgument(new Argument("<state>").choices(["on", "off"]))
    .requiredOption("--admin <login>", "an administrator of Odoo")
    .option("--connection <name>", "which Odoo", "odoo")
    .option("--password-stdin", "read the administrator's password from standard input")
    .addOption(company())
    .addHelpText("after", "\nWhile Milepost is away each save in Odoo waits up to a second. Polls go on.")
    .action(hints);
  addOdooLoadCommand(command);
  addOdooStandInCommand(command);
}

const company = () => new Option("--company <slug>", "which company, when there are several");

function registerSetup(command: Command): void {
  command
    .description("make users, rules, keys and webhooks in an Odoo, and check every permission")
    .requiredOption("--url <address>", "where Odoo answers, such as https://odoo.example.com")
    .requiredOption("--db <name>", "Odoo's database")
    .requiredOption(
      "--admin <login>",
      "an administrator of Odoo; the password is asked for once and not kept",
    )
    .option("--connection <name>", "name of the connection in Milepost", "odoo")
    .option("--name <text>", "the name colleagues know it by", "Odoo")
    .option(
      "--webhook-base <address>",
      "where Odoo reaches Milepost; without it changes come with the next poll",
    )
    .option("--install-module", "let it install Odoo's module Automation Rules where that is missing")
    .option("--new-keys", "make new keys although those in use still hold")
    .option("--password-stdin", "read the administrator's password from standard input")
    .addOption(company())
    .addHelpText(
      "after",
      "\nMay be run again at any time: what is as it should be stays. Exit code 1 when a step failed.",
    )
    .action(setup);
}

async function setup(options: SetupOptions): Promise<void> {
  const adminPassword = await askPassword(options);
  const input = {
    slug: options.connection,
    name: options.name,
    baseUrl: options.url,
    database: options.db,
    adminLogin: options.admin,
    adminPassword,
    webhookBase: options.webhookBase ?? null,
    mayInstallModule: options.installModule ?? false,
    newKeys: options.newKeys ?? false,
  };
  const report = await withCompany(options.company, (ctx) =>
    withProgress({ label: "odoo setup" }, (progress) =>
      setUpOdoo(ctx, secretKey(), input, (step) => {
        if (step.state === "running") progress.note(step.title);
        else process.stdout.write(stepLine(step));
      }),
    ),
  );
  if (!report.ok) process.exitCode = 1;
}

const MARKS = { running: "..", done: "ok", warned: "warn", failed: "fail" } as const;

function stepLine({ state, title, text }: SetupStep): string {
  return `${MARKS[state].padEnd(4)}  ${title}\n      ${text}\n`;
}

async function doctor(options: { readonly connection?: string; readonly company?: string }): Promise<void> {
  const which = options.connection === undefined ? {} : { slug: options.connection };
  const findings = await withCompany(options.company, (ctx) =>
    withProgress({ label: "odoo doctor" }, () => examineOdoo(ctx, secretKey(), which)),
  );
  if (printFindings(findings) > 0) process.exitCode = 1;
}

async function hints(
  state: "on" | "off",
  options: {
    readonly admin: string;
    readonly connection: string;
    readonly passwordStdin?: true;
    readonly company?: string;
  },
): Promise<void> {
  const adminPassword = await askPassword(options);
  const rules = await withCompany(options.company, async (ctx) => {
    const { id } = await connectionBySlug(ctx, options.connection);
    const asked = { connectionId: id, enabled: state === "on", adminLogin: options.admin, adminPassword };
    return switchOdooHints(ctx, asked);
  });
  process.stdout.write(`${rules} rules in Odoo are ${state}\n`);
}

function askPassword(options: { readonly admin: string; readonly passwordStdin?: true }): Promise<string> {
  return readPassword(`Password of ${options.admin} in Odoo (not shown): `, options.passwordStdin ?? false);
}
