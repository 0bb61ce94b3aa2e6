import { type Command, InvalidArgumentError } from "commander";
import type { StandIn } from "@/lib/odoo-stand-in/start";

interface Options {
  readonly port: number;
  readonly data?: string;
}

/** `milepost odoo-stand-in`: a small Odoo without screens, for trying things out where none runs. */
export function register(command: Command): void {
  command
    .option("--port <n>", "port on this machine (0: any free one)", portOf, 8069)
    .option("--data <file>", "keep its world in this file between starts")
    .addHelpText("after", "\nOnly this machine can reach it. It runs until it is told to stop.")
    .action(serve);
}

/** The same below another command: `milepost odoo stand-in`. */
export const addOdooStandInCommand = (parent: Command): void =>
  register(parent.command("stand-in").description("a small Odoo without screens, for trying things out"));

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("expected a port from 0 to 65535");
}

async function serve({ port, data }: Options): Promise<void> {
  const { startOdooStandIn } = await import("@/lib/odoo-stand-in/start");
  const standIn = await startOdooStandIn({ port, ...(data ? { dataFile: data } : {}) });
  console.log(
    [
      `ODOO_URL=${standIn.url}`,
      `ODOO_DB=${standIn.database}`,
      `ODOO_LOGIN=${standIn.adminLogin}`,
      `ODOO_PASSWORD=${standIn.adminPassword}`,
    ].join("\n"),
  );
  await untilStopped(standIn);
}

function untilStopped(standIn: StandIn): Promise<void> {
  return new Promise((resolve, reject) => {
    let closing: Promise<void> | undefined;
    const stop = () => {
      closing ??= standIn.close();
      closing.then(resolve, reject);
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
}
