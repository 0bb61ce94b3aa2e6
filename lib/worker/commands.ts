import { setTimeout as sleep } from "node:timers/promises";
import { errorFields, log } from "@/lib/log";
import type { CommandDeps } from "@/lib/usecases/commands/command-deps";
import { reconcileCommands } from "@/lib/usecases/commands/reconcile-commands";
import { findDueConnections, runCommands } from "@/lib/usecases/commands/run-commands";
import type { Loop } from "./loop";

const IDLE_MS = 500;
const REST_MS = 5_000;
const RECONCILE_IDLE_MS = 30_000;

/** Tells waiting commands to their Odoo, and looks every five minutes whether what was done still stands. */
export function commandLoops(deps: CommandDeps, signal: AbortSignal): readonly Loop[] {
  return [
    commandLoop(deps, signal),
    {
      name: "reconcile",
      idleMs: RECONCILE_IDLE_MS,
      round: async () => reconcileCommands(deps).then(() => false),
    },
  ];
}

/** Each connection on its own, so that a slow Odoo holds up no other. A round lasts while anything is being told: stopping waits for that. */
function commandLoop(deps: CommandDeps, signal: AbortSignal): Loop {
  const running = new Map<string, Promise<void>>();
  const tell = async (owner: Awaited<ReturnType<typeof findDueConnections>>[number]) => {
    try {
      while (!signal.aborted && (await runCommands(deps, owner))) {
        // The next round of this connection.
      }
    } catch (error) {
      log("error", "commands could not be told, trying again", errorFields(error));
      await sleep(REST_MS, undefined, { signal }).catch(() => undefined);
    } finally {
      running.delete(owner.connectionId);
    }
  };
  return {
    name: "commands",
    idleMs: 0,
    round: async () => {
      for (const owner of await findDueConnections(deps)) {
        if (!running.has(owner.connectionId)) running.set(owner.connectionId, tell(owner));
      }
      await sleep(IDLE_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) await Promise.all(running.values());
      return true;
    },
  };
}
