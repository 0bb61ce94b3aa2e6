import { countCommandStates } from "@/db/queries/commands/count-command-states";
import type { CommandCounts } from "@/lib/contracts/commands/command-list";
import { COMMAND_PERSON_STATES, COMMAND_STATE_ORDER } from "@/lib/contracts/commands/command-words";
import type { BoundedCount } from "@/lib/contracts/messages/message-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { Context } from "@/lib/usecases/context";
import { boundedCount, COUNT_LIMIT } from "../messages/bounded-count";

/** How many writes to Odoo stand where. No number costs more than a thousand index entries. */
export async function commandCounts(ctx: Context): Promise<CommandCounts> {
  requirePermission(ctx.actor, "command.read");
  const found = await count(ctx, COMMAND_STATE_ORDER);
  const byState = Object.fromEntries(
    COMMAND_STATE_ORDER.map((state) => [state, boundedCount(found.get(state) ?? 0)]),
  ) as Record<CommandState, BoundedCount>;
  return { byState, person: personCount(found) };
}

/** Only how many wait for a person, for the rail. */
export async function waitingCommands(ctx: Context): Promise<BoundedCount> {
  requirePermission(ctx.actor, "command.read");
  return personCount(await count(ctx, COMMAND_PERSON_STATES));
}

function count(ctx: Context, states: readonly CommandState[]) {
  return countCommandStates(ctx.db, { companyId: ctx.actor.companyId, states, limit: COUNT_LIMIT });
}

function personCount(found: ReadonlyMap<CommandState, number>): BoundedCount {
  const total = COMMAND_PERSON_STATES.reduce((sum, state) => sum + (found.get(state) ?? 0), 0);
  return boundedCount(total);
}
