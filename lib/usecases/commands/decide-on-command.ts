import { z } from "zod";
import type { Transaction } from "@/db/client";
import { selectLeaseTime } from "@/db/queries/commands/claim-commands";
import { type CommandRow, lockCommand } from "@/db/queries/commands/write-command";
import { inTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, NotFoundError } from "@/lib/domain/app-error";
import type { CommandState } from "@/lib/domain/command/command-state";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";

const decisionInput = z.object({
  commandId: z.uuid(),
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});

export type CommandDecision = z.input<typeof decisionInput>;

interface Decision {
  readonly action: string;
  readonly from: readonly CommandState[];
  readonly refusal: string;
  readonly decide: (tx: Transaction, row: CommandRow, at: Date) => Promise<CommandState>;
}

/**
 * A person's decision on one command, as the person saw it, with its audit row.
 * @throws {ConflictError} when it changed meanwhile, is under way, or is in another state.
 */
export async function decideOnCommand(
  ctx: Context,
  given: CommandDecision,
  decision: Decision,
): Promise<number> {
  requirePermission(ctx.actor, "command.retry");
  const input = readInput(decisionInput, given);
  const { companyId } = ctx.actor;
  const at = ctx.now();
  return inTransaction(ctx.db, async (tx) => {
    const row = await lockCommand(tx, { companyId, id: input.commandId });
    if (!row) throw new NotFoundError("There is no such write here. Nothing was changed.");
    if (row.version !== input.expectedVersion)
      throw new ConflictError("This write changed since you opened it. Nothing was changed; look again.");
    if (row.leasedUntil && row.leasedUntil > (await selectLeaseTime(tx)))
      throw new ConflictError(
        "This write is under way right now. Nothing was changed; look again in a moment.",
      );
    if (!decision.from.includes(row.state))
      throw new ConflictError(`${decision.refusal} This one is ${row.state}. Nothing was changed.`);
    const state = await decision.decide(tx, row, at);
    const entry = {
      action: decision.action,
      subject: { kind: "command", id: row.id },
      reason: input.reason,
      before: { state: row.state },
      after: { state, operationKey: row.operationKey },
    };
    await appendAudit(tx, ctx.actor, entry, at);
    return row.version + 1;
  });
}
