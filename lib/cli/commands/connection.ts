import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  type AddConnectionInput,
  DIALECTS,
  type Dialect,
  PARTNER_KINDS,
} from "@/lib/contracts/connections/connection-input";
import type { HandedOverSecret } from "@/lib/contracts/connections/connection-page";
import { InvalidError } from "@/lib/domain/app-error";
import { addConnection } from "@/lib/usecases/connections/add-connection";
import { connectionBySlug } from "@/lib/usecases/connections/connection-by-slug";
import { retireSecret } from "@/lib/usecases/connections/retire-secret";
import { rotateSecret } from "@/lib/usecases/connections/rotate-secret";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { switchConnection } from "@/lib/usecases/connections/switch-connection";
import { connectionList } from "@/lib/usecases/views/connections/connection-list";
import { connectionPage } from "@/lib/usecases/views/connections/connection-page";
import { withCompany } from "../company-context";
import { connectionTable, connectionText } from "../connection-text";

const SCHEMES = ["standard-webhooks", "hmac", "bearer", "basic", "secret-path", "none"] as const;

interface AddOptions {
  readonly name: string;
  readonly dialect: Dialect;
  readonly partner: (typeof PARTNER_KINDS)[number];
  readonly scheme: (typeof SCHEMES)[number];
  readonly header?: string;
  readonly algorithm: "sha256" | "sha512" | "sha1";
  readonly encoding: "hex" | "base64" | "base64url";
  readonly prefix?: string;
  readonly user?: string;
  readonly scac?: string;
  readonly zone?: string;
  readonly deliveryKeyHeader?: string;
  readonly maxBytes?: number;
  readonly rate?: number;
  readonly csvMapping?: string;
  readonly watchFolder?: true;
  readonly mayCreateShipments?: true;
  readonly company?: string;
}

interface CompanyOption {
  readonly company?: string;
}
interface ReasonOptions extends CompanyOption {
  readonly reason: string;
}

/** `milepost connection`: the ways in, one per partner or system. */
export function register(command: Command): void {
  const company = () => new Option("--company <slug>", "which company, when there are several");
  const reason = () => new Option("--reason <text>", "why, for the audit log").makeOptionMandatory();
  registerAdd(command.command("add <slug>").addOption(company()));
  command.command("list").description("every connection and how it does").addOption(company()).action(list);
  command
    .command("show <slug>")
    .description("address, verification, limits and a signed example for the partner")
    .addOption(company())
    .action(show);
  command
    .command("rotate <slug>")
    .description("print a new secret, once; the old ones hold until retired")
    .addOption(company())
    .addOption(reason())
    .action(rotate);
  command
    .command("retire <slug> <secret-id>")
    .description("end a secret, as `connection show` names it")
    .addOption(company())
    .addOption(reason())
    .action(retire);
  for (const [name, enabled] of [
    ["enable", true],
    ["disable", false],
  ] as const) {
    command
      .command(`${name} <slug>`)
      .description(enabled ? "take messages again" : "answer 404 and let dropped files wait")
      .addOption(company())
      .addOption(reason())
      .action((slug: string, options: ReasonOptions) => turn(slug, options, enabled));
  }
}

function registerAdd(command: Command): void {
  command
    .description("open a new way in and print its secret, once")
    .requiredOption("--name <name>", "the name colleagues know the partner by")
    .addOption(new Option("--dialect <dialect>", "what it speaks").choices(DIALECTS).makeOptionMandatory())
    .addOption(new Option("--partner <kind>", "what it is").choices(PARTNER_KINDS).makeOptionMandatory())
    .addOption(
      new Option("--scheme <scheme>", "how senders prove who they are")
        .choices(SCHEMES)
        .default("standard-webhooks"),
    )
    .option("--header <name>", "hmac: the header with the signature")
    .addOption(
      new Option("--algorithm <name>", "hmac").choices(["sha256", "sha512", "sha1"]).default("sha256"),
    )
    .addOption(new Option("--encoding <name>", "hmac").choices(["hex", "base64", "base64url"]).default("hex"))
    .option("--prefix <text>", "hmac: text before the signature, such as sha256=")
    .option("--user <name>", "basic: the user name")
    .option("--scac <code>", "the carrier behind it")
    .option("--zone <zone>", "time zone of times that state none")
    .option("--delivery-key-header <name>", "the header with the partner's own delivery id")
    .option("--max-bytes <count>", "largest message, unpacked", positive)
    .option("--rate <count>", "messages a minute", positive)
    .option("--csv-mapping <file>", "JSON file that says how its CSV columns are read")
    .option("--watch-folder", "also take files from its drop folder")
    .option("--may-create-shipments", "let a bare status create the shipment it names")
    .action(add);
}

function positive(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError("Give a whole number above zero.");
  return count;
}

async function add(slug: string, options: AddOptions): Promise<void> {
  const csvMapping = options.csvMapping ? await readMapping(options.csvMapping) : null;
  const input: AddConnectionInput = {
    slug,
    name: options.name,
    dialect: options.dialect,
    partnerKind: options.partner,
    verification: verificationOf(options),
    carrierScac: options.scac ?? null,
    defaultZone: options.zone ?? null,
    deliveryKeyHeader: options.deliveryKeyHeader ?? null,
    csvMapping,
    mayCreateShipments: options.mayCreateShipments ?? false,
    watchFolder: options.watchFolder ?? false,
    ...(options.maxBytes ? { maxBodyBytes: options.maxBytes } : {}),
    ...(options.rate ? { ratePerMinute: options.rate } : {}),
  };
  const added = await withCompany(options.company, (ctx) => addConnection(ctx, secretKey(), input));
  const { secret } = added;
  const note = secret ? " Its secret is printed now and never again." : " It takes files only.";
  process.stderr.write(`${added.slug} added, ${added.id}.${note}\n`);
  if (secret) printSecret(secret);
}

function verificationOf(options: AddOptions): AddConnectionInput["verification"] {
  const { scheme, header, algorithm, encoding, prefix, user } = options;
  switch (scheme) {
    case "hmac":
      if (!header) throw new InvalidError("--scheme hmac needs --header NAME. Nothing was done.");
      return { scheme, header, algorithm, encoding, ...(prefix ? { prefix } : {}) };
    case "basic":
      if (!user) throw new InvalidError("--scheme basic needs --user NAME. Nothing was done.");
      return { scheme, user };
    default:
      return { scheme };
  }
}

async function readMapping(path: string): Promise<AddConnectionInput["csvMapping"]> {
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidError(
      `${path} is no JSON: ${error instanceof Error ? error.message : error}. Nothing was done.`,
    );
  }
}

/** Alone on standard output, so that a script can pass it on. */
function printSecret(secret: HandedOverSecret): void {
  process.stdout.write(`${secret.text}\n`);
}

async function list(options: CompanyOption): Promise<void> {
  process.stdout.write(connectionTable(await withCompany(options.company, connectionList)));
}

async function show(slug: string, options: CompanyOption): Promise<void> {
  const page = await withCompany(options.company, (ctx) => connectionPage(ctx, slug));
  process.stdout.write(connectionText(page));
}

async function rotate(slug: string, { company, reason }: ReasonOptions): Promise<void> {
  const secret = await withCompany(company, async (ctx) => {
    const { id, version } = await connectionBySlug(ctx, slug);
    return rotateSecret(ctx, secretKey(), { connectionId: id, expectedVersion: version, reason });
  });
  process.stderr.write(
    `${slug} has one more secret, ${secret.secretId}. It is printed now and never again; retire the old one when the partner has changed over.\n`,
  );
  printSecret(secret);
}

async function retire(slug: string, secretId: string, { company, reason }: ReasonOptions): Promise<void> {
  await withCompany(company, async (ctx) => {
    const { id, version } = await connectionBySlug(ctx, slug);
    await retireSecret(ctx, { connectionId: id, expectedVersion: version, reason, secretId });
  });
  process.stdout.write(`${slug}: secret ${secretId} retired\n`);
}

async function turn(slug: string, { company, reason }: ReasonOptions, enabled: boolean): Promise<void> {
  await withCompany(company, async (ctx) => {
    const { id, version } = await connectionBySlug(ctx, slug);
    await switchConnection(ctx, { connectionId: id, expectedVersion: version, reason, enabled });
  });
  process.stdout.write(`${slug} ${enabled ? "enabled" : "disabled"}\n`);
}
