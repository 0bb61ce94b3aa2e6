import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { migrate } from "@/db/migrate";
import { type RunningPostgres, start } from "@/lib/cli/entry/embedded-postgres.mjs";
import { findFreePort } from "@/lib/cli/entry/free-port.mjs";
import { removeData } from "@/lib/cli/entry/postgres-cluster.mjs";

const FIRST_PORT = 54_800;

/** A commit here costs what it costs in production: it waits for the disk. */
const DURABLE = { fsync: "on", full_page_writes: "on", synchronous_commit: "on" };

/** A server of this run alone, migrated, its data gone when the run ends. */
export interface OwnPostgres {
  readonly url: string;
  /** Kills the whole server as a power cut would, and brings it back on the same data and port after `downMs`. */
  cutPower(downMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function openPostgres(dataDir: string): Promise<OwnPostgres> {
  mkdirSync(dirname(dataDir), { recursive: true });
  await removeData(dataDir);
  const port = await findFreePort(FIRST_PORT);
  const launch = () => start({ dataDir, port, settings: DURABLE });
  let server: RunningPostgres = await launch();
  const close = async () => {
    await server.stop();
    await removeData(dataDir);
  };
  try {
    await migrate(server.url);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url: server.url,
    cutPower: async (downMs) => {
      process.kill(server.pid, "SIGKILL");
      await server.ended;
      await new Promise((resolve) => setTimeout(resolve, downMs));
      server = await launch();
    },
    close,
  };
}
