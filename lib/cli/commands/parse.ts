import { once } from "node:events";
import type { Command } from "commander";
import { parseFile } from "@/lib/usecases/messages/parse-file";
import { describeParsed } from "../describe-parsed";
import { withProgress } from "../progress";

/** `milepost parse FILE...`: what Milepost understands of a message, one JSON line per file, in order. */
export function register(command: Command): void {
  command
    .argument("<file...>", "partner messages: X12, EasyPost JSON or a CSV status file")
    .addHelpText(
      "after",
      "\nPrints one JSON line per file and writes nothing; needs no database.\nExit code 1 when a file is missing or can't be read; a quarantined message is an answer, not a failure.",
    )
    .action(parseFiles);
}

async function parseFiles(paths: readonly string[]): Promise<void> {
  let unreadable = 0;
  await withProgress({ label: "parse", total: paths.length, unit: "files" }, async (progress) => {
    for (const path of paths) {
      const { parsed, readable } = await parseFile(path);
      if (!readable) unreadable += 1;
      await printLine(JSON.stringify(describeParsed(path, parsed)));
      progress.advance(1);
    }
  });
  if (unreadable === 0) return;
  process.exitCode = 1;
  process.stderr.write(
    `milepost parse: ${unreadable} of ${paths.length} files could not be read; "problems" in their lines says why. Nothing was changed.\n`,
  );
}

async function printLine(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
}
