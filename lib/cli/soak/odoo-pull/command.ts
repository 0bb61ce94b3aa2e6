import { type Command, InvalidArgumentError, Option } from "commander";
import { pullSoak } from "./pull-soak";

const above = (least: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= least) return value;
  throw new InvalidArgumentError(`expected a number of at least ${least}`);
};

interface Given {
  readonly minutes: number;
  readonly documents: number;
  readonly overlap: number;
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly password: string;
  readonly odooPostgres: string;
}

/** `soak odoo-pull`: what Milepost has read, held against Odoo's own tables after writers were at work. */
export function addOdooPullSoak(parent: Command): void {
  parent
    .command("odoo-pull")
    .description("write to a real Odoo from all sides while the worker reads it, then compare every record")
    .option("--minutes <n>", "how long writers are at work", above(0.1), 5)
    .option("--documents <n>", "orders and deliveries to create or change, at least", above(1), 2_000)
    .option("--overlap <seconds>", "longer than the longest transaction", above(1), 60)
    .addOption(new Option("--url <url>").env("ODOO_URL").makeOptionMandatory())
    .addOption(new Option("--database <name>").env("ODOO_DB").makeOptionMandatory())
    .addOption(new Option("--login <name>").env("ODOO_LOGIN").makeOptionMandatory())
    .addOption(new Option("--password <text>").env("ODOO_PASSWORD").makeOptionMandatory())
    .addOption(
      new Option("--odoo-postgres <url>", "Odoo's own database")
        .env("ODOO_PG_URL")
        .default("postgres://postgres@127.0.0.1:5469/logistics"),
    )
    .action(async ({ url, database, login, password, overlap, ...rest }: Given) => {
      const odoo = { url, database, login, password };
      const passed = await pullSoak({ ...rest, overlapSeconds: overlap, odoo });
      process.exitCode = passed ? 0 : 1;
    });
}
