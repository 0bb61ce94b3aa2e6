import type { OdooClient, OdooContext, OdooRecord } from "../client/odoo-client";
import { idOf, idsOf, MOVE_FIELDS, moveFinding, readNeeded, textOf } from "./account-move";
import { externalIdOf, findByExternalId, qualified } from "./external-id";
import { type CommandHandler, CommandRefusal, type CommandRequest, inCompany } from "./handler";
import type { LoadRow } from "./load-once";
import { type EntryPlan, findEntry, sendEntry } from "./vendor-bill";

type Request = CommandRequest<"accrual_reversal">;

/**
 * Takes an accrual back. Odoo's own dialogue makes a second reversal when it is asked twice, so the reversing entry is loaded with an external id and
 * `reversed_entry_id`: posting it reconciles both, as the dialogue would. A reversal somebody made by hand counts when it is posted and takes back
 * all of it; any other is refused by name, because ours beside it would take back too much.
 */
export const accrualReversal: CommandHandler<"accrual_reversal", EntryPlan> = {
  async lookUp(client, request) {
    const { companyId, entryId } = request.payload;
    const context = inCompany(companyId);
    const own = await findEntry(client, externalIdOf(request), true, context);
    if (own.state !== "absent") return own;
    const [byHand, ...more] = await reversalsOf(client, entryId, context);
    if (byHand?.state !== "posted" || more.length > 0) return { state: "absent" };
    const isWhole = await takesBackAll(client, entryId, byHand.id, context);
    return isWhole ? moveFinding(byHand, true) : { state: "absent" };
  },
  async plan(client, request, found) {
    const { payload, today } = request;
    const context = inCompany(payload.companyId);
    // One for a later date stays a draft, which Odoo posts by itself on its day.
    const post = payload.date <= today;
    await refuseOthersReversal(client, request, context);
    if (found.state === "begun") return { rows: null, moveId: found.result.id, post, context };
    return { rows: await reversalRows(client, request, context), moveId: null, post, context };
  },
  send: sendEntry,
};

function reversalsOf(
  client: OdooClient,
  entryId: number,
  context: OdooContext,
): Promise<readonly OdooRecord[]> {
  return client.searchRead(
    "account.move",
    [
      ["reversed_entry_id", "=", entryId],
      ["state", "!=", "cancel"],
    ],
    [...MOVE_FIELDS, "amount_total"],
    { order: "id", limit: 20, context },
  );
}

/** True when both entries together leave nothing on any account. */
async function takesBackAll(
  client: OdooClient,
  entryId: number,
  reversalId: number,
  context: OdooContext,
): Promise<boolean> {
  const lines = await client.searchRead(
    "account.move.line",
    [["move_id", "in", [entryId, reversalId]]],
    ["account_id", "balance"],
    { order: "id", context },
  );
  const left = new Map<number | undefined, number>();
  for (const line of lines) {
    const account = idOf(line.account_id);
    left.set(account, (left.get(account) ?? 0) + Number(line.balance));
  }
  return [...left.values()].every((balance) => Math.abs(balance) < HALF_A_CENT);
}

const HALF_A_CENT = 0.005;

/** @throws {CommandRefusal} naming a reversal that somebody else began or that takes back a part. */
async function refuseOthersReversal(
  client: OdooClient,
  request: Request,
  context: OdooContext,
): Promise<void> {
  const reversals = await reversalsOf(client, request.payload.entryId, context);
  if (reversals.length === 0) return;
  const own = await findByExternalId(client, "account.move", externalIdOf(request), context);
  const other = reversals.find(({ id }) => id !== own);
  if (!other) return;
  const name = textOf(other.name) ?? `draft ${other.id}`;
  throw new CommandRefusal(
    other.state === "posted"
      ? `${name} takes back ${Number(other.amount_total).toFixed(2)} of this entry in Odoo already. Take the rest back in Odoo; nothing was sent.`
      : `Somebody began to take this entry back in Odoo: ${name} is not posted. Post or remove it there; nothing was sent.`,
  );
}

const LINE_FIELDS = [
  "name",
  "account_id",
  "partner_id",
  "debit",
  "credit",
  "currency_id",
  "display_type",
  "tax_ids",
];

async function reversalRows(client: OdooClient, request: Request, context: OdooContext): Promise<LoadRow[]> {
  const { entryId, date, reason } = request.payload;
  const fields = [...MOVE_FIELDS, "journal_id"];
  const entry = await readNeeded(client, "account.move", entryId, fields, context, "entry");
  if (entry.move_type !== "entry" || entry.state !== "posted")
    throw new CommandRefusal(
      `Entry ${entry.name || entryId} in Odoo is ${entry.move_type === "entry" ? "not posted" : "no journal entry"}. It was not reversed.`,
    );
  const [lines, company] = await Promise.all([
    client.searchRead("account.move.line", [["move_id", "=", entryId]], LINE_FIELDS, {
      order: "id",
      context,
    }),
    readNeeded(client, "res.company", request.payload.companyId, ["currency_id"], context, "company"),
  ]);
  if (lines.some((line) => isBeyondMirroring(line, idOf(company.currency_id))))
    throw new CommandRefusal(
      `Entry ${entry.name} has taxes or another currency, which Milepost does not reverse. Reverse it in Odoo.`,
    );
  const head: LoadRow = {
    id: qualified(externalIdOf(request)),
    move_type: "entry",
    "journal_id/.id": String(idOf(entry.journal_id)),
    date,
    ref: `Reversal of: ${entry.name}, ${reason}`,
    "reversed_entry_id/.id": String(entryId),
    auto_post: date > request.today ? "at_date" : "no",
  };
  return lines.map((line, index) => ({ ...(index === 0 ? head : {}), ...mirrored(line, request) }));
}

function isBeyondMirroring(line: OdooRecord, companyCurrency: number | undefined): boolean {
  const isTaxed = line.display_type === "tax" || idsOf(line.tax_ids).length > 0;
  return isTaxed || idOf(line.currency_id) !== companyCurrency;
}

function mirrored(line: OdooRecord, request: Request): LoadRow {
  const partnerId = idOf(line.partner_id);
  return {
    "line_ids/id": qualified(externalIdOf(request, `l${line.id}`)),
    "line_ids/name": textOf(line.name) ?? "",
    "line_ids/account_id/.id": String(idOf(line.account_id)),
    "line_ids/debit": String(line.credit),
    "line_ids/credit": String(line.debit),
    ...(partnerId === undefined ? {} : { "line_ids/partner_id/.id": String(partnerId) }),
  };
}
