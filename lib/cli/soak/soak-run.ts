import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { connectDatabase, type Database } from "@/db/client";
import { findFreePort } from "@/lib/cli/entry/free-port.mjs";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { type AppProcesses, startApp } from "./app-processes";
import { appSettings } from "./app-settings";
import { type ChaosReport, wreak } from "./chaos";
import { withCleanups } from "./cleanups";
import { openLedger, readLedger } from "./ledger";
import { loadSource } from "./load-messages";
import { openPostgres } from "./own-postgres";
import { setUpPartners } from "./partners";
import { drained } from "./pipeline-watch";
import { quantile } from "./quantile";
import { Sender } from "./sender";
import { judge, wrongCounts } from "./verdict";
import { webServerFile } from "./web-build";

export interface SoakOptions {
  readonly kills: number;
  readonly rate: number;
  readonly seed: number;
  readonly powerCuts: number;
  readonly build?: boolean;
  readonly server?: string;
}

const HOME = resolve(".data", "soak");
const FIRST_WEB_PORT = 3_700;
const DRAINED_WITHIN_MS = 120_000;
const SHOWN_FINDINGS = 20;

const startedAt = performance.now();
const say = (line: string) =>
  console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1).padStart(7)} s  ${line}`);

/** @returns whether everything acknowledged is there once, counts are right and a rebuild changes nothing. */
export async function soak(options: SoakOptions): Promise<boolean> {
  return withCleanups(async (later) => {
    const logs = join(HOME, "logs");
    const ledgerFile = join(HOME, "ledger.jsonl");
    // Not all of it: a server that a killed run has left behind is found by its data.
    for (const old of [logs, ledgerFile]) rmSync(old, { recursive: true, force: true });
    mkdirSync(logs, { recursive: true });
    const serverFile = await webServerFile({ anew: options.build ?? false, given: options.server, logs });

    const postgres = await openPostgres(join(HOME, "postgres"));
    later(postgres.close);
    const db = connectDatabase(postgres.url, { max: 3, applicationName: "soak" });
    later(() => db.$client.end());
    const settings = appSettings(postgres.url, await findFreePort(FIRST_WEB_PORT));
    const secrets = await setUpPartners(db, settings.secretKey);
    const { environment, address } = settings;
    const app = startApp({ parts: ["web", "worker"], webServerFile: serverFile, environment, logs });
    later(app.stop);

    const source = loadSource(options.seed);
    const ledger = openLedger(ledgerFile);
    later(ledger.close);
    say(`${options.rate} messages a second to ${address}, seed ${options.seed}`);
    const sender = new Sender({
      address,
      secrets,
      source,
      ledger,
      perSecond: options.rate,
      seed: options.seed,
    });
    later(() => sender.giveUp());
    const chaos = await wreak({ ...options, app, db, postgres, sender, say });
    await sender.finish();
    say(`load over, ${sender.tally.acknowledged} messages acknowledged; waiting for the pipeline`);
    if (!(await drained(db, DRAINED_WITHIN_MS))) say("the pipeline did not come to rest");

    const problems = [...problemsOf(app, sender, options), ...(await bookProblems(db))];
    tell(chaos, sender);
    const lines = readLedger(ledgerFile);
    const verdict = await judge(db, lines, source.shipments());
    for (const line of [...problems, ...verdict.findings].slice(0, SHOWN_FINDINGS)) say(line);
    console.log(`acknowledged ${lines.length}, lost ${verdict.lost}, doubled ${verdict.doubled}`);
    return verdict.lost + verdict.doubled + problems.length === 0;
  });
}

function problemsOf({ fallen }: AppProcesses, { tally }: Sender, { powerCuts }: SoakOptions): string[] {
  const twice = tally.takenTwice > 0 ? [`${tally.takenTwice} repeats were taken for something new`] : [];
  const unheard = powerCuts > 0 && !tally.answers.has(503);
  return [
    ...new Set(tally.wrong),
    ...fallen,
    ...twice,
    ...(unheard ? ["Postgres was killed, and nobody heard 503"] : []),
  ];
}

/** What the app itself must be able to prove: its counts, and that its states are a fold of its events. */
async function bookProblems(db: Database): Promise<string[]> {
  const before = await wrongCounts(db);
  const rebuilt = await rebuildProjections({ db, now: () => new Date() }, null, () => undefined);
  const after = await wrongCounts(db);
  say(
    `rebuild of ${rebuilt.shipments} shipments: ${rebuilt.before.slice(0, 16)} → ${rebuilt.after.slice(0, 16)}`,
  );
  const changed = rebuilt.before === rebuilt.after ? [] : ["a rebuild gives other states than those kept"];
  return [...before, ...changed, ...after.map((line) => `after the rebuild: ${line}`)];
}

function tell({ kills, powerCuts, resumeMs }: ChaosReport, { tally }: Sender): void {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  const cuts = powerCuts > 0 ? `, Postgres ${powerCuts}` : "";
  say(`kills: web ${kills.web}, worker ${kills.worker}${cuts}`);
  if (resumeMs.length > 0) {
    const [p50, p95, max] = [quantile(resumeMs, 0.5), quantile(resumeMs, 0.95), Math.max(...resumeMs)];
    say(`a killed worker's work resumed after p50 ${seconds(p50)}, p95 ${seconds(p95)}, max ${seconds(max)}`);
  }
  const answers = [...tally.answers].sort(([a], [b]) => a - b);
  say(`answers: ${answers.map(([status, count]) => `${status || "none"} ${count}`).join(", ")}`);
  say(`posts retried ${tally.retried}; deliberate repeats suppressed ${tally.suppressed}`);
}
