import { v7 as uuidv7 } from "uuid";
import type { Transaction } from "@/db/client";
import { type CommandRow, findCommandByKey, insertCommand } from "@/db/queries/commands/write-command";
import { findOdooConnection } from "@/db/queries/odoo/odoo-connection";
import type { Actor } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { canonicalJson } from "@/lib/domain/canonical-json";
import type { CommandState } from "@/lib/domain/command/command-state";
import { type AnyCommand, documentKeyOf, operationKeyOf } from "@/lib/domain/command/operation-key";
import { parseTraceparent, uuidOfTrace } from "@/lib/domain/trace/trace-context";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import { actorName } from "@/lib/usecases/messages/actor-name";
import { type CommandInput, commandInput } from "./command-input";

export interface EnqueuedCommand {
  readonly id: string;
  readonly operationKey: string;
  readonly state: CommandState;
  /** False: this command was given before, and is the same. */
  readonly isNew: boolean;
}

/**
 * Writes down that something shall be done in Odoo, in the caller's transaction: it is told when that commits, or never. Given again with the same
 * content it is the same command, whatever became of it. A correction is a command of its own: its business key gets one more part.
 *
 * @throws {ConflictError} when the operation key was used with another content.
 */
export async function enqueueCommand(
  tx: Transaction,
  { actor, now }: { readonly actor: Actor; readonly now: () => Date },
  given: CommandInput,
): Promise<EnqueuedCommand> {
  requirePermission(actor, "command.request");
  const input = readInput(commandInput, given);
  const { connectionId, payload, kind } = input;
  const { companyId } = actor;
  if (!(await findOdooConnection(tx, { companyId, connectionId })))
    throw new NotFoundError("There is no such Odoo connection. Nothing was stored.");
  const operationKey = keyOf(input);
  const at = now();
  const trace = parseTraceparent(input.traceparent);
  const row = {
    companyId,
    id: uuidv7({ msecs: at.getTime() }),
    connectionId,
    operationKey,
    kind,
    documentKey: documentKeyOf(input as AnyCommand, operationKey),
    payload: payload as CommandRow["payload"],
    state: "pending" as const,
    requestedBy: actorName(actor),
    requestedAt: at,
    shipmentId: input.shipmentId ?? null,
    nextTryAt: at,
    traceId: trace && uuidOfTrace(trace.traceId),
    traceParent: trace?.spanId ?? null,
  };
  if (!(await insertCommand(tx, row))) return known(tx, row);
  const after = { kind, operationKey, documentKey: row.documentKey, connectionId };
  const subject = { kind: "command", id: row.id };
  await appendAudit(tx, actor, { action: "command.request", subject, after }, at);
  return { id: row.id, operationKey, state: row.state, isNew: true };
}

function keyOf({ kind, businessKey }: { kind: CommandRow["kind"]; businessKey: readonly string[] }): string {
  try {
    return operationKeyOf(kind, businessKey);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidError(`Nothing was stored: ${error.message}.`, { businessKey: error.message });
  }
}

async function known(
  tx: Transaction,
  row: Pick<CommandRow, "companyId" | "operationKey" | "connectionId" | "payload">,
): Promise<EnqueuedCommand> {
  const before = await findCommandByKey(tx, row.companyId, row.operationKey);
  if (!before) throw new ConflictError("The same command is being stored by someone else. Try again.");
  const isSame =
    before.connectionId === row.connectionId && canonicalJson(before.payload) === canonicalJson(row.payload);
  if (!isSame)
    throw new ConflictError(
      `Command ${before.operationKey} was given before with another content (${before.id}, ${before.state}). Nothing was stored; a correction needs a business key of its own.`,
    );
  return { id: before.id, operationKey: before.operationKey, state: before.state, isNew: false };
}
