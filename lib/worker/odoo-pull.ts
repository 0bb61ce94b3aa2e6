import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { AppError } from "@/lib/domain/app-error";
import { errorFields, log } from "@/lib/log";
import { openOdooClient } from "@/lib/usecases/odoo/open-client";
import { pullConnection } from "@/lib/usecases/odoo/pull/pull-connection";
import type { PullDeps } from "@/lib/usecases/odoo/pull/pull-deps";
import { findPullWork } from "@/lib/usecases/odoo/pull/pull-round";
import type { Loop } from "./loop";

interface OdooPullDeps {
  readonly db: Database;
  readonly now: () => Date;
  readonly secretKey: Buffer;
  /** Aborted: finish the page under way and give the models back. */
  readonly signal: AbortSignal;
}

const IDLE_MS = 1_000;
/** An Odoo whose reading broke for a reason of ours is left alone for so long. */
const REST_MS = 30_000;

type Work = Awaited<ReturnType<typeof findPullWork>>[number];

/**
 * Reads every Odoo that has something due, each on its own: a slow one holds up no other. A round lasts as long as anything is being read, so that
 * stopping waits for it.
 */
export function odooPullLoop({ db, now, secretKey, signal }: OdooPullDeps): Loop {
  const deps: PullDeps = {
    db,
    now,
    signal,
    openReader: (owner) => openOdooClient(db, secretKey, owner, "reader"),
  };
  const running = new Map<string, Promise<void>>();
  const restingUntil = new Map<string, number>();
  const start = (connection: Work) => {
    const id = connection.connectionId;
    const task = pullConnection(deps, connection)
      .then(() => undefined)
      .catch((error: unknown) => {
        restingUntil.set(id, now().getTime() + REST_MS);
        // A connection without a usable key waits for a person, who reads why on its page.
        const level = error instanceof AppError ? "warn" : "error";
        log(level, "an Odoo could not be read, trying again", { connection: id, ...errorFields(error) });
      })
      .finally(() => running.delete(id));
    running.set(id, task);
  };
  const startFree = async () => {
    for (const connection of await findPullWork(deps)) {
      const id = connection.connectionId;
      if (!running.has(id) && (restingUntil.get(id) ?? 0) <= now().getTime()) start(connection);
    }
  };
  return {
    name: "odoo pull",
    idleMs: IDLE_MS,
    round: async () => {
      try {
        await startFree();
        while (running.size > 0 && !signal.aborted) {
          await settledWithin(running, signal);
          if (running.size > 0 && !signal.aborted) await startFree();
        }
      } finally {
        await Promise.all(running.values());
      }
      return false;
    },
  };
}

/** Waits until all of these are done, or a while. */
async function settledWithin(
  running: ReadonlyMap<string, Promise<void>>,
  signal: AbortSignal,
): Promise<void> {
  const done = new AbortController();
  const pause = sleep(IDLE_MS, undefined, { signal: AbortSignal.any([signal, done.signal]) });
  await Promise.race([Promise.all(running.values()), pause.catch(() => undefined)]);
  done.abort();
}
