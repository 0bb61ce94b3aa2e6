import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "commander";
import { InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { connectionBySlug } from "@/lib/usecases/connections/connection-by-slug";
import type { Context } from "@/lib/usecases/context";
import { isOwnConnection, OWN_ONLY } from "@/lib/usecases/inbox/own-connection";
import { type FileResult, receiveFile } from "@/lib/usecases/inbox/receive-file";
import { withCompany } from "../company-context";
import { withProgress } from "../progress";

interface ReceiveOptions {
  readonly connection: string;
  readonly company?: string;
}

/** `milepost receive FILE... --connection NAME`: files into the inbox, as if the partner had sent them. */
export function register(command: Command): void {
  command
    .argument("<file...>", "files as the partner sent them; a directory is refused")
    .requiredOption(
      "--connection <name>",
      "the connection they came through, as `milepost connection list` names it",
    )
    .option("--company <slug>", "which company, when there are several")
    .addHelpText(
      "after",
      "\nPrints one line per file: its message id, what became of it, its name. The worker reads it from there.\nA file that came before is known by its bytes and not stored again. Exit code 1 when a file was not taken.",
    )
    .action(receive);
}

async function receive(paths: readonly string[], options: ReceiveOptions): Promise<void> {
  const refused = await withCompany(options.company, async (ctx) => {
    // Asked first, so that a misspelt name is told before the first file is read.
    const { maxBodyBytes, enabled, dialect } = await connectionBySlug(ctx, options.connection);
    if (isOwnConnection(dialect)) throw new InvalidError(OWN_ONLY);
    if (!enabled) throw new InvalidError(`${options.connection} is switched off. Nothing was stored.`);
    return withProgress({ label: "receive", total: paths.length, unit: "files" }, async (progress) => {
      let count = 0;
      for (const path of paths) {
        if (!(await receiveOne(ctx, options.connection, path, maxBodyBytes))) count += 1;
        progress.advance(1);
      }
      return count;
    });
  });
  if (refused > 0) process.exitCode = 1;
}

/** @returns false when the file was not taken; standard error says why. */
async function receiveOne(ctx: Context, slug: string, path: string, limitBytes: number): Promise<boolean> {
  try {
    const body = await readBounded(path, limitBytes);
    const file = { slug, body, fileName: basename(path), transport: "cli" } as const;
    const result = await receiveFile({ db: ctx.db, now: ctx.now, companyId: ctx.actor.companyId }, file);
    process.stdout.write(`${resultLine(result, path)}\n`);
    return true;
  } catch (error) {
    const isAboutFile = error instanceof InvalidError || (error instanceof Error && "path" in error);
    if (!isAboutFile) throw error;
    process.stderr.write(`milepost receive: ${path}: ${error.message}\n`);
    return false;
  }
}

async function readBounded(path: string, limitBytes: number): Promise<Buffer> {
  const found = await stat(path);
  if (found.isDirectory())
    throw new InvalidError("is a directory; name the files in it. Nothing was stored.");
  if (found.size > limitBytes) throw new InvalidError(tooLarge(limitBytes));
  return readFile(path);
}

function resultLine(result: FileResult, path: string): string {
  switch (result.kind) {
    case "accepted":
      return `${result.messageId}  accepted  ${path}`;
    case "repeat":
      return `${result.messageId}  already known  ${path}`;
    case "conflict":
      return `${result.messageId}  conflicts with ${result.firstMessageId}  ${path}`;
    case "too_large":
      throw new InvalidError(tooLarge(result.limitBytes));
    case "unknown_connection":
      throw new NotFoundError("The connection is gone or was switched off. Nothing more was stored.");
  }
}

function tooLarge(limitBytes: number): string {
  return `is larger than the ${limitBytes} bytes this connection takes. Nothing was stored.`;
}
