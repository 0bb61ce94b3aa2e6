import type { BillLine } from "@/lib/domain/command/command";
import type { OdooClient, OdooContext } from "../client/odoo-client";
import { MOVE_FIELDS, moveFinding, postMove, readOne } from "./account-move";
import { externalIdOf, findByExternalId, qualified } from "./external-id";
import { findAccounts, findCurrency, findProducts } from "./find-master";
import { type CommandHandler, type CommandRequest, inCompany } from "./handler";
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
 * its lines carry external ids. Taxes are what the carrier billed, never Odoo's defaults: the lines' column is loaded empty.
 */
export const vendorBill: CommandHandler<"vendor_bill", EntryPlan> = {
  async lookUp(client, request) {
    const context = inCompany(request.payload.companyId);
    return findEntry(client, externalIdOf(request), request.payload.post, context);
  },
  async plan(client, request, found) {
    const { companyId, post } = request.payload;
    const context = inCompany(companyId);
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
