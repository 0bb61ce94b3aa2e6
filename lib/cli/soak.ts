import { type Command, InvalidArgumentError, Command as Program } from "commander";
import { addOdooPullSoak } from "./soak/odoo-pull/command";
import { addOdooPushSoak } from "./soak/odoo-push/command";
import { type SoakOptions, soak } from "./soak/soak-run";

const number = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InvalidArgumentError(`expected a whole number from ${min} to ${max}`);
};

function program(): Command {
  const command = new Program("soak").description(
    "Prove by force that nothing acknowledged is lost or doubled.",
  );
  command
    .command("kill")
    .description(
      "kill web and worker at random moments under signed load, then hold a sender's ledger against Postgres",
    )
    .option("--kills <n>", "how many processes to kill", number(1, 10_000), 50)
    .option("--rate <per-second>", "messages a second", number(1, 5_000), 150)
    .option("--seed <n>", "draws moments and messages", number(0, 2_147_483_647), 7)
    .option("--kill-postgres [n]", "also kill the database server, this many times", number(1, 100))
    .option("--build", "build the web app from today's sources")
    .option("--server <file>", "run this server.js of a production build")
    .action(async (options: SoakOptions & { killPostgres?: number | true }) => {
      const { killPostgres = 0 } = options;
      const passed = await soak({ ...options, powerCuts: killPostgres === true ? 3 : killPostgres });
      process.exitCode = passed ? 0 : 1;
    });
  addOdooPullSoak(command);
  addOdooPushSoak(command);
  return command;
}

await program()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
