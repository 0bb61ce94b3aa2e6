import type { CommandDeps } from "@/lib/usecases/commands/command-deps";
import { reconcileCommands } from "@/lib/usecases/commands/reconcile-commands";
import { runCommands } from "@/lib/usecases/commands/run-commands";
import type { Loop } from "./loop";

const RECONCILE_IDLE_MS = 30_000;

/** Tells waiting commands to their Odoo, and looks every five minutes whether what was done still stands. */
export function commandLoops(deps: CommandDeps): readonly Loop[] {
  return [
    { name: "commands", idleMs: 500, round: () => runCommands(deps) },
    {
      name: "reconcile",
      idleMs: RECONCILE_IDLE_MS,
      round: async () => reconcileCommands(deps).then(() => false),
    },
  ];
}
