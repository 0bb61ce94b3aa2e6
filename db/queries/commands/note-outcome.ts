import { and, eq, inArray, sql } from "drizzle-orm";
import type { CommandBaseline, CommandResult } from "@/lib/domain/command/command";
import type { CommandState } from "@/lib/domain/command/command-state";
import type { Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { command, type commandAttempt } from "../../schema/command";
import type { LeaseKey } from "./claim-commands";

export type AttemptRow = Omit<typeof commandAttempt.$inferInsert, "companyId" | "commandId" | "number">;

const held = ({ companyId, id, fence }: LeaseKey) =>
  and(eq(command.companyId, companyId), eq(command.id, id), eq(command.fence, fence));

/**
 * The intent, committed before the request leaves: whoever finds it after a crash looks up first.
 * @returns false when the lease was lost; then nothing may be sent.
 */
export async function markSent(
  tx: Transaction,
  lease: LeaseKey,
  {
    sentAt,
    leasedUntil,
    baseline,
  }: {
    readonly sentAt: Date;
    readonly leasedUntil: Date;
    /** Kept by the first send only. */
    readonly baseline: CommandBaseline | null;
  },
): Promise<boolean> {
  const rows = await tx
    .update(command)
    .set({
      state: "sent",
      sentAt,
      leasedUntil,
      nextTryAt: leasedUntil,
      attempts: sql`${command.attempts} + 1`,
      baseline: sql`coalesce(${command.baseline}, ${jsonParameter(baseline)}::jsonb)`,
      version: sql`${command.version} + 1`,
    })
    .where(and(held(lease), eq(command.state, "pending")))
    .returning({ id: command.id });
  return rows.length > 0;
}

/** An uncertain command whose effect is not in Odoo: as if it had never been sent. */
export async function markUnsent(tx: Transaction, lease: LeaseKey): Promise<boolean> {
  const rows = await tx
    .update(command)
    .set({ state: "pending", version: sql`${command.version} + 1` })
    .where(and(held(lease), eq(command.state, "uncertain")))
    .returning({ id: command.id });
  return rows.length > 0;
}

export interface Outcome {
  readonly state: CommandState;
  readonly nextTryAt: Date | null;
  readonly settledAt: Date | null;
  readonly checkedAt?: Date;
  readonly result?: CommandResult | null;
  readonly errorClass: string | null;
  readonly error: string | null;
}

/** Writes what came of a try and gives the lease back. @returns false when the lease was lost: another worker decides. */
export async function noteOutcome(
  tx: Transaction,
  lease: LeaseKey,
  from: readonly CommandState[],
  outcome: Outcome,
): Promise<boolean> {
  const rows = await tx
    .update(command)
    .set({ ...outcome, leaseOwner: null, leasedUntil: null, version: sql`${command.version} + 1` })
    .where(and(held(lease), inArray(command.state, [...from])))
    .returning({ id: command.id });
  return rows.length > 0;
}

/**
 * Appends a try under the next number; one that failed just as the last did is only counted. The command's row must be locked by this transaction.
 */
export async function insertAttempt(
  tx: Transaction,
  { companyId, id }: Pick<LeaseKey, "companyId" | "id">,
  attempt: AttemptRow,
): Promise<void> {
  const { kind, startedAt, endedAt, outcome, errorClass = null, error = null, request, reply } = attempt;
  await tx
    .update(command)
    .set({ tries: sql`${command.tries} + 1` })
    .where(and(eq(command.companyId, companyId), eq(command.id, id)));
  await tx.execute(sql`
    insert into command_attempt (company_id, command_id, number, kind, started_at, ended_at, outcome, error_class, error, request, reply)
    select ${companyId}, ${id}::uuid, coalesce(last.number, 0) + 1, ${kind}, ${startedAt}, ${endedAt}, ${outcome}, ${errorClass}, ${error},
      ${jsonParameter(request)}::jsonb, ${jsonParameter(reply ?? null)}::jsonb
    from (values (1)) one left join lateral (select number, kind, outcome, error_class, error from command_attempt
      where company_id = ${companyId} and command_id = ${id}::uuid order by number desc limit 1) last on true
    where ${error}::text is null
      or (last.kind, last.outcome, last.error_class, last.error) is distinct from (${kind}::text, ${outcome}::text, ${errorClass}::text, ${error}::text)`);
}
