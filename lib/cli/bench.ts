import { Command, InvalidArgumentError } from "commander";
import { type BenchOptions, bench, ROWS, type RowName } from "./bench/bench-run";

const whole = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InvalidArgumentError(`expected a whole number from ${min} to ${max}`);
};

function rows(text: string): RowName[] {
  return text.split(",").map((name) => {
    const known = ROWS.find((row) => row === name.trim());
    if (!known) throw new InvalidArgumentError(`there are ${ROWS.join(", ")}`);
    return known;
  });
}

await new Command("bench")
  .description(
    "Measure Milepost next to a limit or a peer in the same run, each row as JSON and all of them as a table.",
  )
  .option("--only <rows>", `some of ${ROWS.join(", ")}`, rows, [...ROWS])
  .option("--json", "no table")
  .option(
    "--scale <references>",
    "references in the rows find, board and overview",
    whole(150_000, 100_000_000),
    1_000_000,
  )
  .option("--shipments <n>", "shipments in the rows pipeline and rebuild", whole(100, 1_000_000), 500)
  .option("--build", "build the web app from today's sources")
  .option("--server <file>", "run this server.js of a production build")
  .action((options: BenchOptions) => bench(options))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
