import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "@/lib/cli/entry/free-port.mjs";
import { postgresAccount } from "@/lib/cli/entry/postgres-account.mjs";
import { withClient } from "./template-database";

const USER = "milepost";
const FIRST_PORT = 54_850;
const READY_WITHIN_MS = 30_000;

const binariesOf = (version: number) => `/usr/lib/postgresql/${version}/bin`;

/** True where Debian's packages of that major version are installed. */
export function hasDebianPostgres(version: number): boolean {
  return existsSync(join(binariesOf(version), "postgres"));
}

export interface DebianPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** An empty throwaway server of Debian's own Postgres, as many an operator runs it. */
export async function startDebianPostgres(version: number): Promise<DebianPostgres> {
  const account = postgresAccount();
  const home = mkdtempSync(join(tmpdir(), `milepost-postgres-${version}-`));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(home, account.uid, account.gid);
  chmodSync(home, 0o700);
  const data = join(home, "data");
  const options = { ...account, cwd: "/", stdio: "ignore" } as const;
  const initialise = ["-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
  execFileSync(join(binariesOf(version), "initdb"), initialise, options);
  const port = await findFreePort(FIRST_PORT);
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", fsync: "off" };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(
    join(binariesOf(version), "postgres"),
    ["-D", data, "-p", String(port), ...flags],
    options,
  );
  const stop = async () => {
    await ended(server);
    rmSync(home, { recursive: true, force: true });
  };
  const url = `postgres://${USER}@127.0.0.1:${port}/postgres`;
  if (await isReady(url, server)) return { url, stop };
  await stop();
  throw new Error(`Debian's Postgres ${version} did not start`);
}

async function isReady(url: string, server: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    const answers = await withClient(url, (client) => client.query("select 1")).catch(() => undefined);
    if (answers) return true;
    await sleep(50);
  }
  return false;
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGINT");
  await gone;
}
