import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { streamOf } from "@/lib/simulator/random";
import type { AppProcesses, Part } from "./app-processes";
import type { OwnPostgres } from "./own-postgres";
import { nextBatchAt } from "./pipeline-watch";
import type { Sender } from "./sender";

/** Far beyond what a start takes, also on a busy machine. */
const WORKS_WITHIN_MS = 60_000;
/** A victim works for this long at most before it is killed. */
const LONGEST_PEACE_MS = 900;
const POWER_DOWN_MS = 1_500;

export interface ChaosOptions {
  readonly app: AppProcesses;
  readonly db: Database;
  readonly postgres: OwnPostgres;
  readonly sender: Sender;
  readonly kills: number;
  readonly powerCuts: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface ChaosReport {
  readonly kills: Readonly<Record<Part, number>>;
  readonly powerCuts: number;
  /** From each SIGKILL of a worker to the first batch its successor recorded. */
  readonly resumeMs: readonly number[];
}

/** Kills web and worker at random moments while messages come in, each only after it has done some work. */
export async function wreak(options: ChaosOptions): Promise<ChaosReport> {
  const { app, db, postgres, kills, powerCuts, seed, say } = options;
  const random = streamOf(seed, "chaos");
  const done = { web: 0, worker: 0 };
  const resumeMs: number[] = [];
  const cutEvery = powerCuts > 0 ? Math.max(1, Math.floor(kills / powerCuts)) : Number.POSITIVE_INFINITY;
  let cuts = 0;
  await Promise.all([untilWorks(options, "web"), untilWorks(options, "worker")]);
  for (let number = 1; number <= kills; number += 1) {
    // Both at once now and then, as when a machine dies.
    const both = number < kills && random.chance(0.2);
    const parts: readonly Part[] = both ? ["web", "worker"] : [random.pick(["web", "worker"] as const)];
    await sleep(random.between(0, LONGEST_PEACE_MS));
    if (both) number += 1;
    for (const part of parts) {
      const killedAt = app.kill(part);
      done[part] += 1;
      if (part === "worker") resumeMs.push((await nextBatchAt(db, killedAt, WORKS_WITHIN_MS)) - killedAt);
    }
    await Promise.all(parts.map((part) => untilWorks(options, part)));
    if (number % 10 === 0) say(`${number} of ${kills} kills`);
    if (cuts < powerCuts && number >= (cuts + 1) * cutEvery) {
      cuts += 1;
      say("power cut: Postgres killed");
      await postgres.cutPower(POWER_DOWN_MS);
      await Promise.all([untilWorks(options, "web"), untilWorks(options, "worker")]);
    }
  }
  return { kills: done, powerCuts: cuts, resumeMs };
}

/** Web has acknowledged something, or the worker recorded something, since it was started. */
async function untilWorks({ app, db, sender }: ChaosOptions, part: Part): Promise<void> {
  const since = Math.max(app.startedAt(part), 0);
  if (part === "worker") {
    await nextBatchAt(db, since, WORKS_WITHIN_MS);
    return;
  }
  const deadline = Date.now() + WORKS_WITHIN_MS;
  while (sender.lastAcknowledgedAt <= since) {
    if (Date.now() > deadline)
      throw new Error(`web acknowledged nothing within ${WORKS_WITHIN_MS / 1_000} s`);
    await sleep(20);
  }
}
