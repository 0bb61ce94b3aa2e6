import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { connectDatabase } from "@/db/client";
import type { FlowImplementation } from "../engine/flow-implementation";
import { workOnRuns } from "../engine/work-on-runs";

export const LEASE_MS = 1_500;
/** Time for the test to stop the process in. */
const PAUSE_MS = 400;

/** Does one thing, in `effect`. In the worker process it says so first and pauses, with the transaction open. */
export const freezable = (pause: () => Promise<void>): FlowImplementation => ({
  definition: {
    name: "bill_on_delivery",
    version: 1,
    title: "Freezable",
    startedBy: "a test",
    steps: [{ name: "only", title: "Only", does: "does it", kind: "check", skippable: false }],
    approver: "approval.bill",
  },
  payload: z.looseObject({}),
  startsOn: [],
  steps: {
    only: async ({ tx, run }) => {
      // What the server gives a silent transaction; a minute otherwise.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = ${sql.raw(String(LEASE_MS))}`);
      await pause();
      await tx.execute(sql`insert into effect values (${run.id}::uuid, ${process.pid}::integer)`);
      return { kind: "next", note: "done" };
    },
  },
});

/** A worker process of its own: says where it is, pauses there, works on, and says how it ended. */
async function main(url: string, at: string): Promise<void> {
  const say = (word: string) => process.stdout.write(`${word}\n`);
  const pauseAt = async (place: string) => {
    if (place !== at) return;
    say(place);
    await sleep(PAUSE_MS);
  };
  const db = connectDatabase(url, { applicationName: "freezable worker" });
  const flows = [freezable(() => pauseAt("in the step"))];
  try {
    await workOnRuns({ db, now: () => new Date(), flows, leaseMs: LEASE_MS, onStep: pauseAt });
    say("ended");
  } catch {
    say("failed");
  }
  await db.$client.end();
}

const [, script, url, at] = process.argv;
if (script === fileURLToPath(import.meta.url) && url && at) await main(url, at);
