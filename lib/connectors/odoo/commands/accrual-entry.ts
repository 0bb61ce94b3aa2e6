import type { OdooClient, OdooContext } from "../client/odoo-client";
import { externalIdOf, qualified } from "./external-id";
import { findAccounts, findGeneralJournal } from "./find-master";
import { type CommandHandler, type CommandRequest, inCompany } from "./handler";
import type { LoadRow } from "./load-once";
import { type EntryPlan, findEntry, sendEntry } from "./vendor-bill";

/** What a shipment will cost, booked before its bill is in. Created by `load()`, then posted. */
export const accrualEntry: CommandHandler<"accrual_entry", EntryPlan> = {
  lookUp: (client, request) =>
    findEntry(client, externalIdOf(request), true, inCompany(request.payload.companyId)),
  async plan(client, request, found) {
    const context = inCompany(request.payload.companyId);
    if (found.state === "begun") return { rows: null, moveId: found.result.id, post: true, context };
    return { rows: await entryRows(client, request, context), moveId: null, post: true, context };
  },
  send: sendEntry,
};

async function entryRows(
  client: OdooClient,
  request: CommandRequest<"accrual_entry">,
  context: OdooContext,
): Promise<LoadRow[]> {
  const { companyId, journalCode, date, reference, lines } = request.payload;
  const [journalId, accounts] = await Promise.all([
    findGeneralJournal(client, journalCode, companyId, context),
    findAccounts(
      client,
      lines.map(({ accountCode }) => accountCode),
      context,
    ),
  ]);
  const head: LoadRow = {
    id: qualified(externalIdOf(request)),
    move_type: "entry",
    "journal_id/.id": String(journalId),
    date,
    ref: reference,
  };
  return lines.map((line, index) => ({
    ...(index === 0 ? head : {}),
    "line_ids/id": qualified(externalIdOf(request, `l${index + 1}`)),
    "line_ids/name": line.name,
    "line_ids/account_id/.id": String(accounts.get(line.accountCode)),
    "line_ids/debit": line.debit,
    "line_ids/credit": line.credit,
    ...(line.partnerId ? { "line_ids/partner_id/.id": String(line.partnerId) } : {}),
  }));
}
