import type { CommandResult } from "@/lib/domain/command/command";
import type { OdooClient, OdooContext, OdooRecord } from "../client/odoo-client";
import { OdooError } from "../client/odoo-error";
import { CommandRefusal, type Finding, type TouchedRecord } from "./handler";

export const MOVE_FIELDS = [
  "name",
  "state",
  "move_type",
  "date",
  "invoice_date",
  "auto_post",
  "line_ids",
] as const;

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function idsOf(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((one): one is number => typeof one === "number") : [];
}

/** The id of a many2one, given as `[id, "name"]` or bare. */
export function idOf(value: unknown): number | undefined {
  const id = Array.isArray(value) ? value[0] : value;
  return typeof id === "number" ? id : undefined;
}

export function resultOf(model: string, record: OdooRecord): CommandResult {
  return { model, id: record.id, name: textOf(record.name), state: textOf(record.state) };
}

/** One record, or undefined when it is not in Odoo. */
export async function readOne(
  client: OdooClient,
  model: string,
  id: number,
  fields: readonly string[],
  context: OdooContext,
): Promise<OdooRecord | undefined> {
  const { records } = await client.read(model, [id], fields, context);
  return records[0];
}

/** @throws {CommandRefusal} naming what is missing. */
export async function readNeeded(
  client: OdooClient,
  model: string,
  id: number,
  fields: readonly string[],
  context: OdooContext,
  what: string,
): Promise<OdooRecord> {
  const record = await readOne(client, model, id, fields, context);
  if (!record)
    throw new CommandRefusal(`There is no such ${what} in Odoo (${model} ${id}). Nothing was sent.`);
  return record;
}

/** The entry and its lines: the lines tie an invoice to its order. */
export function touchedMove(move: OdooRecord): readonly TouchedRecord[] {
  const lines = idsOf(move.line_ids).map((odooId) => ({ model: "account.move.line", odooId }));
  return [{ model: "account.move", odooId: move.id }, ...lines];
}

/** What a created entry shows: done when posted, or already with the draft where posting was not asked for. Cancelled since: done, and undone by a person. */
export function moveFinding(move: OdooRecord | undefined, mustBePosted: boolean): Finding {
  if (!move) return { state: "absent" };
  const result = resultOf("account.move", move);
  const isDone = !mustBePosted || move.state !== "draft" || move.auto_post === "at_date";
  return isDone ? { state: "done", result, touched: touchedMove(move) } : { state: "begun", result };
}

/** Posts a draft. `action_post` answers `false` for success; an action means that a dialogue opened and nothing was done. */
export async function postMove(client: OdooClient, moveId: number, context: OdooContext): Promise<void> {
  refuseDialogue(await client.call("account.move", "action_post", [moveId], {}, context), "posting");
}

/** @throws {OdooError} `rejected_by_target` when Odoo answered with a dialogue of its own instead of doing what was asked. */
export function refuseDialogue(answer: unknown, doing: string): void {
  if (typeof answer !== "object" || answer === null || !("res_model" in answer)) return;
  const dialogue = textOf(answer.res_model) ?? "unknown";
  throw new OdooError(
    "rejected_by_target",
    `Odoo wants a person's answer (${dialogue}) before ${doing}. Nothing was done; do it in Odoo.`,
  );
}
