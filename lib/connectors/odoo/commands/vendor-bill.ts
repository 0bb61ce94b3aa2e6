import type { BillLine } from "@/lib/domain/command/command";
import type { OdooClient, OdooContext } from "../client/odoo-client";
import { MOVE_FIELDS, moveFinding, postMove, readOne, textOf } from "./account-move";
import { externalIdOf, findByExternalId, qualified } from "./external-id";
import { findAccounts, findCurrency, findProducts } from "./find-master";
import { type CommandHandler, CommandRefusal, type CommandRequest, inCompany } from "./handler";
import { type LoadRow, loadOnce } from "./load-once";

export interface EntryPlan {
  /** Null when the entry is there and only posting is missing. */
  readonly rows: readonly LoadRow[] | null;
  readonly moveId: number | null;
  readonly post: boolean;
  readonly context: OdooContext;
}

type Request = CommandRequest<"vendor_bill">;

/**
 * A carrier's invoice as a vendor bill. Odoo takes and posts the same reference of the same vendor twice without an error, so the bill and each of
 * its lines carry external ids; a bill of that number which is not ours is refused by name. Taxes are what the carrier billed, never Odoo's defaults: the lines' column is loaded empty.
 */
export const vendorBill: CommandHandler<"vendor_bill", EntryPlan> = {
  async lookUp(client, request) {
    const context = inCompany(request.payload.companyId);
    return findEntry(client, externalIdOf(request), request.payload.post, context);
  },
  async plan(client, request, found) {
    const { companyId, post } = request.payload;
    const context = inCompany(companyId);
    await refuseOthersBill(client, request, context);
    if (found.state === "begun") return { rows: null, moveId: found.result.id, post, context };
    return { rows: await billRows(client, request, context), moveId: null, post, context };
  },
  send: sendEntry,
};

/** An entry we created by `load()`, as far as it came. */
export async function findEntry(
  client: OdooClient,
  externalId: string,
  mustBePosted: boolean,
  context: OdooContext,
) {
  const id = await findByExternalId(client, "account.move", externalId, context);
  const move = id && (await readOne(client, "account.move", id, MOVE_FIELDS, context));
  return moveFinding(move || undefined, mustBePosted);
}

export async function sendEntry(
  client: OdooClient,
  { rows, moveId, post, context }: EntryPlan,
): Promise<void> {
  const id = rows ? await loadOnce(client, "account.move", rows, context) : moveId;
  if (post && id !== null) await postMove(client, id, context);
}

/** @throws {CommandRefusal} naming the vendor's bill of this number that somebody else entered, or another command of ours. */
async function refuseOthersBill(client: OdooClient, request: Request, context: OdooContext): Promise<void> {
  const { partnerId, reference } = request.payload;
  const bills = await client.searchRead(
    "account.move",
    [
      ["move_type", "=", "in_invoice"],
      ["partner_id", "=", partnerId],
      ["ref", "ilike", reference],
      ["state", "!=", "cancel"],
    ],
    ["name", "state", "ref"],
    { order: "id", limit: 50, context },
  );
  const same = bills.filter(({ ref }) => plain(ref) === plain(reference));
  if (same.length === 0) return;
  const own = await findByExternalId(client, "account.move", externalIdOf(request), context);
  const other = same.find(({ id }) => id !== own);
  if (!other) return;
  throw new CommandRefusal(
    `The carrier's invoice ${reference} is in Odoo already, as ${textOf(other.name) ?? `draft bill ${other.id}`}. Nothing was sent; a second bill would be paid twice.`,
  );
}

const plain = (text: unknown): string => String(text).trim().replace(/\s+/g, " ").toUpperCase();

async function billRows(client: OdooClient, request: Request, context: OdooContext): Promise<LoadRow[]> {
  const { payload } = request;
  const [currencyId, accounts, products] = await Promise.all([
    findCurrency(client, payload.currency, context),
    findAccounts(client, codes(payload.lines, "accountCode"), context),
    findProducts(client, codes(payload.lines, "productCode"), context),
  ]);
  const head: LoadRow = {
    id: qualified(externalIdOf(request)),
    move_type: "in_invoice",
    "partner_id/.id": String(payload.partnerId),
    ref: payload.reference,
    ...(payload.origin === null ? {} : { invoice_origin: payload.origin }),
    invoice_date: payload.invoiceDate,
    "currency_id/.id": String(currencyId),
  };
  return payload.lines.map((line, index) => ({
    ...(index === 0 ? head : {}),
    ...billLine(line, qualified(externalIdOf(request, `l${index + 1}`)), accounts, products),
  }));
}

function billLine(
  line: BillLine,
  id: string,
  accounts: ReadonlyMap<string, number>,
  products: ReadonlyMap<string, number>,
): LoadRow {
  const productId = line.productId ?? (line.productCode ? products.get(line.productCode) : undefined);
  const accountId = line.accountCode ? accounts.get(line.accountCode) : undefined;
  const { analyticDistribution } = line;
  return {
    "invoice_line_ids/id": id,
    "invoice_line_ids/name": line.name,
    "invoice_line_ids/quantity": line.quantity,
    "invoice_line_ids/price_unit": line.unitPrice,
    "invoice_line_ids/tax_ids/.id": "",
    ...(productId ? { "invoice_line_ids/product_id/.id": String(productId) } : {}),
    ...(accountId ? { "invoice_line_ids/account_id/.id": String(accountId) } : {}),
    ...(analyticDistribution
      ? { "invoice_line_ids/analytic_distribution": JSON.stringify(analyticDistribution) }
      : {}),
  };
}

function codes(lines: readonly BillLine[], field: "accountCode" | "productCode"): string[] {
  return lines.flatMap((line) => line[field] ?? []);
}
