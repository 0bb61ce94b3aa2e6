import { randomUUID } from "node:crypto";
import {
  type ClaimedCommand,
  claimCommands,
  renewLeases,
  selectDueConnections,
} from "@/db/queries/commands/claim-commands";
import { inTransaction } from "@/db/transaction";
import { errorFields, log } from "@/lib/log";
import { type CommandDeps, LEASE_MS } from "./command-deps";
import { executeCommand } from "./execute-command";

/** Leased at once. Few: what a killed worker held waits for its lease to run out. */
const ROUND = 8;
/** Calls in flight per Odoo; its client keeps to it too. */
const LANES = 2;
const HEARTBEATS_PER_LEASE = 4;

/**
 * Leases due commands and tells them to their Odoo, two at a time per connection, until all are written down. A slow call keeps its lease by
 * heartbeats. With `connectionId` only those of that connection. @returns whether anything was due.
 */
export async function runCommands(deps: CommandDeps, connectionId?: string): Promise<boolean> {
  const leaseMs = deps.leaseMs ?? LEASE_MS;
  const now = deps.now();
  const claim = {
    owner: randomUUID(),
    now,
    leasedUntil: new Date(now.getTime() + leaseMs),
    limit: ROUND,
    ...(connectionId ? { connectionId } : {}),
  };
  const claimed = await inTransaction(deps.db, (tx) => claimCommands(tx, claim));
  if (claimed.length === 0) return false;
  const open = new Set(claimed);
  const heartbeat = setInterval(() => {
    const leasedUntil = new Date(deps.now().getTime() + leaseMs);
    renewLeases(deps.db, [...open], leasedUntil).catch((error: unknown) =>
      log("warn", "leases of commands could not be renewed", errorFields(error)),
    );
  }, leaseMs / HEARTBEATS_PER_LEASE);
  try {
    await Promise.all(byConnection(claimed).map((queue) => inLanes(deps, queue, open)));
  } finally {
    clearInterval(heartbeat);
  }
  return true;
}

/** Connections that have something due. */
export function findDueConnections({ db, now }: CommandDeps): Promise<string[]> {
  return selectDueConnections(db, now());
}

function byConnection(claimed: readonly ClaimedCommand[]): ClaimedCommand[][] {
  const queues = new Map<string, ClaimedCommand[]>();
  for (const command of claimed) {
    const queue = queues.get(command.connectionId) ?? [];
    queues.set(command.connectionId, queue);
    queue.push(command);
  }
  return [...queues.values()];
}

async function inLanes(deps: CommandDeps, queue: ClaimedCommand[], open: Set<ClaimedCommand>): Promise<void> {
  const lane = async () => {
    for (let command = queue.shift(); command; command = queue.shift()) {
      try {
        await executeCommand(deps, command);
      } catch (error) {
        // Its lease runs out and it is taken up again; the others go on.
        log("error", "a command could not be carried out", { command: command.id, ...errorFields(error) });
      } finally {
        open.delete(command);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
