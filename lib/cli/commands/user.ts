import { text } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { addPersonInput } from "@/lib/contracts/people";
import { ROLES, type Role } from "@/lib/domain/access/role";
import { InvalidError } from "@/lib/domain/app-error";
import { addPerson } from "@/lib/usecases/access/add-person";
import { disablePerson } from "@/lib/usecases/access/disable-person";
import { enablePerson } from "@/lib/usecases/access/enable-person";
import { ensureCompany } from "@/lib/usecases/access/ensure-company";
import { findPerson } from "@/lib/usecases/access/find-person";
import { resetPassword } from "@/lib/usecases/access/reset-password";
import { people } from "@/lib/usecases/views/people";
import { withCompany, withDatabase } from "../company-context";
import { personTable } from "../person-table";

interface AddOptions {
  readonly name: string;
  readonly role: Role;
  readonly company?: string;
  readonly companyName?: string;
  readonly zone: string;
  readonly passwordStdin?: true;
}

interface PersonOptions {
  readonly company?: string;
  readonly reason: string;
}

/** `milepost user`: the people who may sign in, for the first admin and for whoever is locked out. */
export function register(command: Command): void {
  const company = () => new Option("--company <slug>", "which company, when there are several");
  const reason = () => new Option("--reason <text>", "why, for the audit log").makeOptionMandatory();

  command
    .command("add <email>")
    .description("add a person and print a password that works once")
    .requiredOption("--name <name>", "the name colleagues know them by")
    .addOption(new Option("--role <role>", "what they are here to do").choices(ROLES).makeOptionMandatory())
    .addOption(company())
    .option("--company-name <name>", "also makes the company when there is none with this slug")
    .option("--zone <zone>", "time zone of a company that is made", "UTC")
    .option("--password-stdin", "read a lasting password from standard input instead")
    .action(add);
  command.command("list").description("everyone of the company").addOption(company()).action(list);
  command
    .command("disable <email>")
    .description("shut a person out at once, ending their sessions")
    .addOption(company())
    .addOption(reason())
    .action(disable);
  command
    .command("enable <email>")
    .description("let them in again")
    .addOption(company())
    .addOption(reason())
    .action(enable);
  command
    .command("reset-password <email>")
    .description("print a new password that works once, ending their sessions")
    .addOption(company())
    .addOption(reason())
    .action(reset);
}

async function add(email: string, options: AddOptions): Promise<void> {
  const input = addPersonInput.safeParse({ email, name: options.name, role: options.role });
  if (!input.success) throw new InvalidError(input.error.issues.map((issue) => issue.message).join(" "));
  const given = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
  if (options.companyName !== undefined) {
    const { company, companyName, zone } = options;
    if (company === undefined) throw new InvalidError("--company-name needs --company SLUG beside it.");
    await withDatabase((db) => ensureCompany(db, { slug: company, name: companyName, zone }));
  }
  const added = await withCompany(options.company, (ctx) => addPerson(ctx, input.data, given));
  process.stdout.write(given ? `${added.email} added\n` : `${added.email}  ${added.password}\n`);
}

async function list(options: { readonly company?: string }): Promise<void> {
  process.stdout.write(personTable(await withCompany(options.company, people)));
}

async function disable(email: string, { company, reason }: PersonOptions): Promise<void> {
  const ended = await withCompany(company, async (ctx) =>
    disablePerson(ctx, { userId: await findPerson(ctx, email), reason }),
  );
  process.stdout.write(`${email} disabled, ${ended} open sessions ended\n`);
}

async function enable(email: string, { company, reason }: PersonOptions): Promise<void> {
  await withCompany(company, async (ctx) =>
    enablePerson(ctx, { userId: await findPerson(ctx, email), reason }),
  );
  process.stdout.write(`${email} enabled\n`);
}

async function reset(email: string, { company, reason }: PersonOptions): Promise<void> {
  const made = await withCompany(company, async (ctx) =>
    resetPassword(ctx, { userId: await findPerson(ctx, email), reason }),
  );
  process.stdout.write(`${made.email}  ${made.password}\n`);
}
