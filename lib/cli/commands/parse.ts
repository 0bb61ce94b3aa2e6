import { once } from "node:events";
import { basename } from "node:path";
import type { Command } from "commander";
import { parseFile } from "@/lib/usecases/messages/parse-file";
import { ParsedLine } from "../describe-parsed";
import { type Progress, withProgress } from "../progress";

/** `milepost parse FILE...`: what Milepost understands of a message, one JSON line per file, in order. */
export function register(command: Command): void {
  command
    .argument("<file...>", "partner messages: X12, EasyPost JSON, a CSV status file or a stock list")
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
      if (!(await printFile(path, progress))) unreadable += 1;
      progress.advance(1);
    }
  });
  if (unreadable === 0) return;
  process.exitCode = 1;
  process.stderr.write(
    `milepost parse: ${unreadable} of ${paths.length} files could not be read; "problems" in their lines says why. Nothing was changed.\n`,
  );
}

/** @returns false when the file could not be read; its line says why. */
async function printFile(path: string, progress: Progress): Promise<boolean> {
  const line = new ParsedLine(path);
  const reading = parseFile(path);
  let events = 0;
  let next = await reading.next();
  while (!next.done) {
    await print(line.add(next.value));
    events += next.value.events.length;
    progress.note(`${basename(path)}: ${events} events`);
    next = await reading.next();
  }
  await print(line.close(next.value));
  return next.value.readable;
}

async function print(text: string): Promise<void> {
  if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
}
