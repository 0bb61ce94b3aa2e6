import type { CommandListRow } from "@/db/queries/commands/select-command-list";
import { type RecordAddress, recordKey, selectRecordNames } from "@/db/queries/odoo/select-record-names";
import type { CommandRow, OdooDocument } from "@/lib/contracts/commands/command-list";
import { documentWord } from "@/lib/contracts/odoo/model-words";
import { odooDocumentUrl } from "@/lib/domain/odoo/document-url";
import type { Context } from "@/lib/usecases/context";
import { commandAmount } from "./command-amount";

/** Rows as screens show them, documents by the names our mirror of Odoo holds. */
export async function toCommandRows(ctx: Context, rows: readonly CommandListRow[]): Promise<CommandRow[]> {
  const names = await selectRecordNames(ctx.db, ctx.actor.companyId, addressesOf(rows));
  return rows.map((row) => toRow(row, names));
}

function toRow(row: CommandListRow, names: ReadonlyMap<string, string>): CommandRow {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    operationKey: row.operationKey,
    document: documentOf(row, names),
    result: row.result && resultOf(row, row.result),
    amount: commandAmount(row.kind, row.amountPayload),
    connection: { id: row.connectionId, name: row.connectionName },
    requestedBy: row.requestedBy,
    requestedAt: isoOf(row.requestedAt),
    attempts: row.attempts,
    nextTryAt: row.nextTryAt && isoOf(row.nextTryAt),
    error: row.error,
  };
}

function addressesOf(rows: readonly CommandListRow[]): RecordAddress[] {
  return rows.flatMap(({ connectionId, documentKey }) => {
    const address = documentAddress(documentKey);
    return address ? [{ connectionId, ...address }] : [];
  });
}

/** `model,id` as a document key has it where the document is there already; what stands for one to be made is none. */
function documentAddress(documentKey: string): Omit<RecordAddress, "connectionId"> | null {
  const found = /^([a-z0-9_.]+),(\d{1,15})$/.exec(documentKey);
  return found?.[1] ? { model: found[1], odooId: Number(found[2]) } : null;
}

function documentOf(row: CommandListRow, names: ReadonlyMap<string, string>): OdooDocument {
  const address = documentAddress(row.documentKey);
  // What creates without a document stands for itself: there is none before it is done.
  if (!address) return row.result ? resultOf(row, row.result) : { text: "a new one", href: null };
  const name = names.get(recordKey({ connectionId: row.connectionId, ...address }));
  return {
    text: name ?? `${documentWord(address.model)} ${address.odooId}`,
    href: row.baseUrl && odooDocumentUrl(row.baseUrl, row.serverVersion, address.model, address.odooId),
  };
}

function resultOf(row: CommandListRow, result: NonNullable<CommandListRow["result"]>): OdooDocument {
  return {
    text: result.name || `${documentWord(result.model)} ${result.id}`,
    href: row.baseUrl && odooDocumentUrl(row.baseUrl, row.serverVersion, result.model, result.id),
  };
}

export function isoOf(text: string): string {
  return new Date(text).toISOString();
}
