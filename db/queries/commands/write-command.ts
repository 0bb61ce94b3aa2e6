import { and, eq, sql } from "drizzle-orm";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { Executor, Transaction } from "../../client";
import { command } from "../../schema/command";

export type CommandRow = typeof command.$inferSelect;
export type NewCommand = typeof command.$inferInsert;

interface CommandKey {
  readonly companyId: number;
  readonly id: string;
}

/** @returns false when the operation key is taken. */
export async function insertCommand(tx: Transaction, row: NewCommand): Promise<boolean> {
  const made = await tx
    .insert(command)
    .values(row)
    .onConflictDoNothing({ target: [command.companyId, command.operationKey] })
    .returning({ id: command.id });
  return made.length > 0;
}

export async function findCommandByKey(
  db: Executor,
  companyId: number,
  operationKey: string,
): Promise<CommandRow | undefined> {
  const [row] = await db
    .select()
    .from(command)
    .where(and(eq(command.companyId, companyId), eq(command.operationKey, operationKey)));
  return row;
}

/** Locked until the transaction ends: a worker that claims it waits or skips. */
export async function lockCommand(
  tx: Transaction,
  { companyId, id }: CommandKey,
): Promise<CommandRow | undefined> {
  const [row] = await tx
    .select()
    .from(command)
    .where(and(eq(command.companyId, companyId), eq(command.id, id)))
    .for("update");
  return row;
}

/** A person's decision on a locked command. It gets a new place in the order of its document when it `goesLast`. */
export async function decideCommand(
  tx: Transaction,
  { companyId, id }: CommandKey,
  decided: {
    readonly state: CommandState;
    readonly nextTryAt: Date | null;
    readonly settledAt: Date | null;
    readonly goesLast: boolean;
    /** What Odoo shows at the next send counts as before it. */
    readonly startsAnew: boolean;
  },
): Promise<void> {
  const { state, nextTryAt, settledAt, goesLast, startsAnew } = decided;
  await tx
    .update(command)
    .set({
      state,
      nextTryAt,
      settledAt,
      errorClass: null,
      error: null,
      leaseOwner: null,
      leasedUntil: null,
      fence: sql`${command.fence} + 1`,
      version: sql`${command.version} + 1`,
      ...(startsAnew ? { baseline: null } : {}),
      ...(goesLast ? { position: sql`nextval('command_position_seq')` } : {}),
    })
    .where(and(eq(command.companyId, companyId), eq(command.id, id)));
}
