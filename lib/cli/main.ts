import { Command, CommanderError } from "commander";
import { explainFailure } from "./explain-failure";

interface Entry {
  readonly describe: string;
  readonly load: () => Promise<{ register(command: Command): void }>;
}

/** Every command. A file is imported only when its command is called, so that `parse` starts without a database driver. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  migrate: {
    describe: "bring the database to the newest schema",
    load: () => import("./commands/migrate"),
  },
  replay: {
    describe: "run messages again after a fix, with the plan first",
    load: () => import("./commands/replay"),
  },
  rebuild: {
    describe: "drop every projection and fold it anew from the events",
    load: () => import("./commands/rebuild"),
  },
  parse: {
    describe: "show what Milepost understands of message files; writes nothing",
    load: () => import("./commands/parse"),
  },
  doctor: {
    describe: "look at everything Milepost stands on, and say what to do",
    load: () => import("./commands/doctor"),
  },
  connection: {
    describe: "add, list, show, enable and disable connections, and rotate their secrets",
    load: () => import("./commands/connection"),
  },
  receive: {
    describe: "take files into the inbox, as if their partner had sent them",
    load: () => import("./commands/receive"),
  },
  odoo: {
    describe: "set up an Odoo, look after it, load it, and switch its webhooks",
    load: () => import("./commands/odoo"),
  },
  simulate: {
    describe: "fill a made-up company with freight, and keep its partners talking",
    load: () => import("./commands/simulate"),
  },
  "odoo-stand-in": {
    describe: "run a small Odoo without screens, for trying things out",
    load: () => import("./commands/odoo-stand-in"),
  },
  audit: {
    describe: "check that the log of decisions is as it was written",
    load: () => import("./commands/audit"),
  },
  user: {
    describe: "add, list, disable and enable people, and reset their passwords",
    load: () => import("./commands/user"),
  },
};

const TRACE = "--trace";
const OK = 0;
const FAILED = 1;
const USAGE = 2;

async function main(args: readonly string[]): Promise<void> {
  const program = new Command("milepost")
    .description("One event timeline from every partner message.")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(usageLine(text)) })
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong usage.");
  const wanted = args[0] === "help" ? args[1] : args[0];
  for (const [name, entry] of Object.entries(COMMANDS)) {
    const command = program.command(name).description(entry.describe);
    if (name !== wanted) continue;
    (await entry.load()).register(command);
    command.option(TRACE, "print the stack of a failure");
  }
  if (args.length === 0) {
    program.outputHelp({ error: true });
    process.exitCode = USAGE;
    return;
  }
  await program.parseAsync(args, { from: "user" });
}

function usageLine(text: string): string {
  return `milepost: ${text
    .trim()
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")}. Nothing was done; see milepost help.\n`;
}

function report(error: unknown, command: string): void {
  if (error instanceof CommanderError) {
    // Commander has printed its own line; asking for help or the version is no mistake.
    process.exitCode = error.exitCode === 0 ? OK : USAGE;
    return;
  }
  process.stderr.write(`milepost ${command}: ${explainFailure(error)}\n`);
  if (process.argv.includes(TRACE) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = FAILED;
}

// A reader that has seen enough (`| head`) closes the pipe: that ends the work, it is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(OK);
  throw error;
});

const args = process.argv.slice(2);
main(args).catch((error: unknown) => report(error, args[0] ?? ""));
