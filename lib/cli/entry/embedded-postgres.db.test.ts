import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningPostgres, start } from "./embedded-postgres.mjs";

async function query(server: RunningPostgres, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another program that starts the server and then lives on. */
async function startElsewhere(dataDir: string): Promise<ChildProcess> {
  const module = fileURLToPath(new URL("./embedded-postgres.mjs", import.meta.url));
  const script = `
    const { start } = await import(${JSON.stringify(module)});
    await start({ dataDir: ${JSON.stringify(dataDir)} });
    console.log("started");
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

describe("the embedded Postgres", () => {
  let home: string;
  let dataDir: string;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "milepost-embedded-"));
    // As root, an unprivileged account has to get in.
    chmodSync(home, 0o755);
    dataDir = join(home, "postgres");
    const server = await start({ dataDir });
    await query(server, "create table kept as select 42 as answer");
    await server.stop();
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("keeps its data from one start to the next", async () => {
    const server = await start({ dataDir });
    expect(await query(server, "select answer from kept")).toEqual([{ answer: 42 }]);
    await server.stop();
  });

  it("is durable, and reached over loopback with a password that only its owner can read", async () => {
    const server = await start({ dataDir });
    const names = [
      "fsync",
      "synchronous_commit",
      "full_page_writes",
      "listen_addresses",
      "unix_socket_directories",
    ];
    const rows = await query(
      server,
      `select ${names.map((name) => `current_setting('${name}') as ${name}`).join()}`,
    );
    expect(rows).toEqual([
      {
        fsync: "on",
        synchronous_commit: "on",
        full_page_writes: "on",
        listen_addresses: "127.0.0.1",
        unix_socket_directories: "",
      },
    ]);
    expect(statSync(join(server.dataDir, "milepost-password")).mode & 0o777).toBe(0o600);
    const withoutPassword = server.url.replace(/:[^:@/]+@/, ":wrong@");
    await expect(new pg.Client({ connectionString: withoutPassword }).connect()).rejects.toThrow(/password/);
    await server.stop();
  });

  it("takes over from a run that was killed and left its server behind", async () => {
    const other = await startElsewhere(dataDir);
    other.kill("SIGKILL");
    await once(other, "exit");
    const told: string[] = [];
    const server = await start({ dataDir, tell: (line) => told.push(line) });
    expect(told.join()).toContain("left behind");
    expect(await query(server, "select answer from kept")).toEqual([{ answer: 42 }]);
    await server.stop();
  });

  it("refuses data that a living process uses, and names that process", async () => {
    const other = await startElsewhere(dataDir);
    await expect(start({ dataDir })).rejects.toThrow(`in use by process ${other.pid}`);
    other.kill("SIGKILL");
    await once(other, "exit");
    await (await start({ dataDir })).stop();
  });

  it("starts over a stale pid file whose number belongs to another program by now", async () => {
    const server = await start({ dataDir });
    await server.stop();
    writeFileSync(join(server.dataDir, "postmaster.pid"), `${process.pid}\n${server.dataDir}\n`);
    const again = await start({ dataDir });
    expect(await query(again, "select answer from kept")).toEqual([{ answer: 42 }]);
    await again.stop();
  });
});
