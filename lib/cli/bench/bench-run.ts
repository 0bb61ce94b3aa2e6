import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { withCleanups } from "@/lib/cli/soak/cleanups";
import { openPostgres } from "@/lib/cli/soak/own-postgres";
import { webServerFile } from "@/lib/cli/soak/web-build";
import { setLogLevel } from "@/lib/log";
import { clockRows } from "./clock-rows";
import { type Databases, databasesOn } from "./databases";
import { findRows } from "./find-rows";
import { intakeRow } from "./intake-row";
import { parseRow } from "./parse-row";
import { pipelineRows } from "./pipeline-row";
import { type BenchRow, tableOf } from "./row";
import { REFERENCES_PER_SHIPMENT } from "./scale-data";

export const ROWS = [
  "parse",
  "intake",
  "pipeline",
  "rebuild",
  "find",
  "board",
  "overview",
  "clocks",
] as const;
export type RowName = (typeof ROWS)[number];

export interface BenchOptions {
  readonly only: readonly RowName[];
  readonly json?: boolean;
  /** References in the rows "find", "board" and "overview"; a tenth, there and in "clocks", as many shipments. */
  readonly scale: number;
  /** Shipments of the made-up company in the rows "pipeline" and "rebuild". */
  readonly shipments: number;
  readonly build?: boolean;
  readonly server?: string;
}

const HOME = resolve(".data", "bench");

/** Measures the wanted rows one after the other and prints each as JSON, and all of them as a table. */
export async function bench(options: BenchOptions): Promise<void> {
  setLogLevel("error");
  const rows: BenchRow[] = [];
  const add = (made: readonly BenchRow[]) => {
    for (const row of made) console.log(JSON.stringify(row));
    rows.push(...made);
  };
  const wants = (...names: RowName[]) => names.some((name) => options.only.includes(name));
  if (wants("parse")) add([parseRow()]);
  if (wants("intake", "pipeline", "rebuild", "find", "board", "overview", "clocks")) {
    await onOwnServer(options, async (databases, serverFile) => {
      if (serverFile) add([await intakeRow({ databases, webServerFile: serverFile, home: HOME })]);
      if (wants("pipeline", "rebuild")) add(await pipelineRows(databases, options.shipments));
      if (wants("find", "board", "overview"))
        add(await findRows(databases, options.scale, (name) => wants(name)));
      if (wants("clocks"))
        add(await clockRows(databases, Math.ceil(options.scale / REFERENCES_PER_SHIPMENT)));
    });
  }
  if (!options.json) console.log(`\n${tableOf(rows)}`);
}

async function onOwnServer(
  { only, build, server }: BenchOptions,
  work: (databases: Databases, serverFile: string | null) => Promise<void>,
): Promise<void> {
  await withCleanups(async (later) => {
    const logs = join(HOME, "logs");
    rmSync(logs, { recursive: true, force: true });
    mkdirSync(logs, { recursive: true });
    const serverFile = only.includes("intake")
      ? await webServerFile({ anew: build ?? false, given: server, logs })
      : null;
    const postgres = await openPostgres(join(HOME, "postgres"));
    later(postgres.close);
    await work(databasesOn(postgres.url), serverFile);
  });
}
