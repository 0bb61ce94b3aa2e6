import { type Command, InvalidArgumentError, Option } from "commander";
import { type PushSoakOptions, pushSoak } from "./push-soak";

const count = (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= 100_000) return value;
  throw new InvalidArgumentError("expected a whole number");
};

type Given = Omit<PushSoakOptions, "odoo"> & PushSoakOptions["odoo"];

/** `soak odoo-push`: everything commanded is in Odoo exactly once, whatever the way to it and the workers went through. */
export function addOdooPushSoak(parent: Command): void {
  parent
    .command("odoo-push")
    .description(
      "command bills and invoices in a real Odoo while the way is cut, delayed and doubled and workers are killed",
    )
    .option("--bills <n>", "vendor bills", count, 500)
    .option("--invoices <n>", "draft customer invoices, each of a delivered order made for it", count, 500)
    .option("--seed <n>", "draws faults and kills", count, 7)
    .option("--calm", "without faults and kills: how fast commands drain", false)
    .addOption(new Option("--url <url>").env("ODOO_URL").makeOptionMandatory())
    .addOption(new Option("--database <name>").env("ODOO_DB").makeOptionMandatory())
    .addOption(new Option("--login <name>").env("ODOO_LOGIN").makeOptionMandatory())
    .addOption(new Option("--password <text>").env("ODOO_PASSWORD").makeOptionMandatory())
    .addOption(
      new Option("--odoo-postgres <url>", "Odoo's own database")
        .env("ODOO_PG_URL")
        .default("postgres://postgres@127.0.0.1:5469/logistics"),
    )
    .action(async ({ url, database, login, password, ...rest }: Given) => {
      const passed = await pushSoak({ ...rest, odoo: { url, database, login, password } });
      process.exitCode = passed ? 0 : 1;
    });
}
