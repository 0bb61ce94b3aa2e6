import type { OdooClient, OdooContext, OdooDomain } from "../client/odoo-client";
import { CommandRefusal } from "./handler";

/** @throws {CommandRefusal} naming the ISO code when Odoo does not have this currency or has it switched off. */
export async function findCurrency(client: OdooClient, code: string, context: OdooContext): Promise<number> {
  return (await findByCode(client, "res.currency", "name", [code], [], context, "currency")).get(code) ?? 0;
}

/** Accounts of the company by code. @throws {CommandRefusal} naming those that are missing. */
export function findAccounts(
  client: OdooClient,
  codes: readonly string[],
  context: OdooContext,
): Promise<ReadonlyMap<string, number>> {
  return findByCode(client, "account.account", "code", codes, [], context, "account");
}

/** Products by internal reference. @throws {CommandRefusal} naming those that are missing. */
export function findProducts(
  client: OdooClient,
  codes: readonly string[],
  context: OdooContext,
): Promise<ReadonlyMap<string, number>> {
  return findByCode(client, "product.product", "default_code", codes, [], context, "product");
}

/** A journal of the company for miscellaneous entries. @throws {CommandRefusal} when there is none of this code. */
export async function findGeneralJournal(
  client: OdooClient,
  code: string,
  companyId: number,
  context: OdooContext,
): Promise<number> {
  const narrow: OdooDomain = [
    ["type", "=", "general"],
    ["company_id", "=", companyId],
  ];
  const found = await findByCode(client, "account.journal", "code", [code], narrow, context, "journal");
  return found.get(code) ?? 0;
}

async function findByCode(
  client: OdooClient,
  model: string,
  field: string,
  codes: readonly string[],
  narrow: OdooDomain,
  context: OdooContext,
  what: string,
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const records = await client.searchRead(model, [[field, "in", wanted], ...narrow], [field], {
    order: "id",
    context,
  });
  const byCode = new Map<string, number>();
  const twice = new Set<string>();
  for (const record of records) {
    const code = String(record[field]);
    if (byCode.has(code)) twice.add(code);
    else byCode.set(code, record.id);
  }
  const missing = wanted.filter((code) => !byCode.has(code));
  if (missing.length > 0)
    throw new CommandRefusal(`Odoo has no ${what} ${missing.join(", ")} in this company. Nothing was sent.`);
  if (twice.size > 0)
    throw new CommandRefusal(`Odoo has more than one ${what} ${[...twice].join(", ")}. Nothing was sent.`);
  return byCode;
}
