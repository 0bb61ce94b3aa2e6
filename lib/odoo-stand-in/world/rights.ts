import type { Env } from "../records/env";
import { create } from "../records/write";
import { text } from "../registry/values";
import { STANDARD_RIGHTS } from "./standard-rights";

/** External id → name, what it implies, days that a key of its members may live. */
const GROUPS: readonly (readonly [string, string, readonly string[], number])[] = [
  ["base.group_user", "Role / User", [], 90],
  ["base.group_no_one", "Technical Features", [], 0],
  ["base.group_partner_manager", "Creation", [], 0],
  ["product.group_product_manager", "Products / Create", [], 0],
  ["base.group_allow_export", "Allowed", [], 0],
  ["base.group_erp_manager", "Access Rights", ["base.group_user"], 0],
  [
    "base.group_system",
    "Role / Administrator",
    ["base.group_erp_manager", "base.group_partner_manager", "product.group_product_manager"],
    0,
  ],
  ["stock.group_stock_user", "Inventory / User", ["base.group_user"], 0],
  ["stock.group_stock_manager", "Inventory / Administrator", ["stock.group_stock_user"], 0],
  ["sales_team.group_sale_salesman", "Sales / User: Own Documents Only", ["base.group_user"], 0],
  [
    "sales_team.group_sale_salesman_all_leads",
    "Sales / User: All Documents",
    ["sales_team.group_sale_salesman"],
    0,
  ],
  ["sales_team.group_sale_manager", "Sales / Administrator", ["sales_team.group_sale_salesman_all_leads"], 0],
  ["account.group_account_readonly", "Accounting / Read-only", ["base.group_user"], 0],
  ["account.group_account_invoice", "Accounting / Invoicing", ["base.group_user"], 0],
  ["account.group_account_manager", "Accounting / Administrator", ["account.group_account_invoice"], 0],
  ["purchase.group_purchase_user", "Purchase / User", ["base.group_user"], 0],
  ["purchase.group_purchase_manager", "Purchase / Administrator", ["purchase.group_purchase_user"], 0],
];

/** The standard groups with their rights. Answers those of the administrator. */
export function makeRights(env: Env): readonly number[] {
  const made = new Map<string, number>();
  for (const [xmlId, name, implied, days] of GROUPS) {
    const ids = implied.map((each) => made.get(each) ?? 0);
    const id = create(env, "res.groups", { name, implied_ids: [[6, 0, ids]], api_key_duration: days });
    made.set(xmlId, id);
    nameExternally(env, xmlId, "res.groups", id);
  }
  for (const [group, rights] of Object.entries(STANDARD_RIGHTS)) {
    for (const [digits, models] of Object.entries(rights))
      for (const model of models.split(" ")) grant(env, model, made.get(group) ?? 0, digits);
  }
  return [...made.values()];
}

function grant(env: Env, model: string, group: number, digits: string): void {
  const [read, write, add, remove] = [...digits].map((digit) => digit === "1");
  create(env, "ir.model.access", {
    name: `${model} ${text(env.row("res.groups", group).name)}`,
    model_id: env.pointing("ir.model", "model", model)[0]?.id,
    group_id: group,
    perm_read: read,
    perm_write: write,
    perm_create: add,
    perm_unlink: remove,
  });
}

export function nameExternally(env: Env, xmlId: string, model: string, id: number): void {
  const [module = "", name = ""] = xmlId.split(".");
  create(env, "ir.model.data", { module, name, model, res_id: id, noupdate: true });
}
