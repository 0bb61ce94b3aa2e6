import { randomUUID } from "node:crypto";
import {
  type ClaimedCommand,
  claimCommands,
  renewLeases,
  selectDueConnections,
} from "@/db/queries/commands/claim-commands";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { inTransaction } from "@/db/transaction";
import { errorFields, log } from "@/lib/log";
import { type CommandDeps, LEASE_MS, leaseTime } from "./command-deps";
import { executeCommand } from "./execute-command";

/** Leased at once. Few: what a killed worker held waits for its lease to run out. */
const ROUND = 8;
/** Calls in flight per Odoo; its client keeps to it too. */
const LANES = 2;
const HEARTBEATS_PER_LEASE = 4;

/**
 * Leases due commands and tells them to their Odoo, two at a time per connection, until all are written down. A slow call keeps its lease by
 * heartbeats. With `only` those of that connection. @returns whether anything was due.
 */
export async function runCommands(deps: CommandDeps, only?: OdooOwner): Promise<boolean> {
  const owners = only ? [only] : await findDueConnections(deps);
  const told = await Promise.all(owners.map((owner) => tellOne(deps, owner)));
  return told.includes(true);
}

async function tellOne(deps: CommandDeps, connection: OdooOwner): Promise<boolean> {
  const claim = { owner: randomUUID(), connection, now: deps.now(), limit: ROUND };
  const claimed = await inTransaction(deps.db, async (tx) =>
    claimCommands(tx, { ...claim, ...(await leaseTime(deps, tx)) }),
  );
  if (claimed.length === 0) return false;
  const open = new Set(claimed);
  const renew = async () => renewLeases(deps.db, [...open], (await leaseTime(deps)).leasedUntil);
  const heartbeat = setInterval(
    () => {
      renew().catch((error: unknown) =>
        log("warn", "leases of commands could not be renewed", errorFields(error)),
      );
    },
    (deps.leaseMs ?? LEASE_MS) / HEARTBEATS_PER_LEASE,
  );
  try {
    await inLanes(deps, claimed, open);
  } finally {
    clearInterval(heartbeat);
  }
  return true;
}

/** Connections that have something due and may be told it. */
export function findDueConnections({ db, now }: CommandDeps): Promise<OdooOwner[]> {
  return selectDueConnections(db, now());
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
