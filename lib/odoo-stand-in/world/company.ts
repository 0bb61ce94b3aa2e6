import type { Env } from "../records/env";
import { create, put } from "../records/write";
import type { Places } from "./geography";
import { nameExternally } from "./rights";

const JOURNALS = [
  ["INV", "Sales", "sale"],
  ["BILL", "Purchases", "purchase"],
  ["MISC", "Miscellaneous Operations", "general"],
  ["EXCH", "Exchange Difference", "general"],
  ["BNK1", "Bank", "bank"],
] as const;

/** The first of a type is the one that documents use. */
const ACCOUNTS = [
  ["101401", "Bank", "asset_cash"],
  ["121000", "Account Receivable", "asset_receivable"],
  ["128000", "Prepaid Expenses", "asset_current"],
  ["201000", "Current Liabilities", "liability_current"],
  ["211000", "Account Payable", "liability_payable"],
  ["211100", "Bills to receive", "liability_current"],
  ["400000", "Product Sales", "income"],
  ["500000", "Cost of Goods Sold", "expense_direct_cost"],
  ["600000", "Expenses", "expense"],
  ["610000", "Stock Variation", "expense"],
] as const;

/** One company with its warehouse, journals, chart and a service to bill freight with. */
export function makeCompany(env: Env, places: Places): number {
  create(env, "uom.uom", { name: "Units", active: true });
  const company = env.transaction.insert("res.company", {
    name: "My Company (Chicago)",
    currency_id: places.dollar,
    active: true,
  });
  const partner = create(env, "res.partner", {
    name: "My Company (Chicago)",
    is_company: true,
    street: "120 N Wacker Dr",
    city: "Chicago",
    zip: "60606",
    state_id: places.illinois,
    country_id: places.unitedStates,
  });
  put(env, "res.company", company, {
    partner_id: partner,
    country_id: places.unitedStates,
    create_date: env.startedAt,
    create_uid: 1,
  });
  for (const [code, name, type] of JOURNALS)
    create(env, "account.journal", { code, name, type, company_id: company, active: true });
  for (const [code, name, type] of ACCOUNTS)
    create(env, "account.account", { code, name, account_type: type, active: true });
  makeWarehouse(env, company, partner);
  const freight = create(env, "product.product", {
    name: "Standard delivery",
    default_code: "Delivery_007",
    type: "service",
    list_price: 0,
    company_id: false,
  });
  create(env, "delivery.carrier", { name: "Standard delivery", product_id: freight, company_id: company });
  return company;
}

function makeWarehouse(env: Env, company: number, partner: number): void {
  const place = (name: string, usage: string, parent: number | false, owner: number | false) =>
    create(env, "stock.location", { name, usage, location_id: parent, company_id: owner });
  const suppliers = place("Vendors", "supplier", false, false);
  const customers = place("Customers", "customer", false, false);
  place("Inventory adjustment", "inventory", false, company);
  const view = place("WH", "view", false, company);
  const stock = place("Stock", "internal", view, company);
  nameExternally(env, "stock.stock_location_suppliers", "stock.location", suppliers);
  nameExternally(env, "stock.stock_location_customers", "stock.location", customers);
  nameExternally(env, "stock.stock_location_stock", "stock.location", stock);
  const warehouse = create(env, "stock.warehouse", {
    name: "My Company (Chicago)",
    code: "WH",
    partner_id: partner,
    lot_stock_id: stock,
    company_id: company,
    active: true,
  });
  const type = (name: string, code: string, sequence: string, from: number, to: number) =>
    create(env, "stock.picking.type", {
      name,
      code,
      sequence_code: sequence,
      warehouse_id: warehouse,
      company_id: company,
      active: true,
      default_location_src_id: from,
      default_location_dest_id: to,
    });
  put(env, "stock.warehouse", warehouse, {
    in_type_id: type("Receipts", "incoming", "IN", suppliers, stock),
    out_type_id: type("Delivery Orders", "outgoing", "OUT", stock, customers),
    int_type_id: type("Internal Transfers", "internal", "INT", stock, stock),
  });
  for (const location of [view, stock]) put(env, "stock.location", location, { warehouse_id: warehouse });
}
