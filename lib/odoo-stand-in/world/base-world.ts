import { Env } from "../records/env";
import { create, put } from "../records/write";
import type { Registry } from "../registry/registry";
import { type Store, Transaction } from "../store/store";
import { makeCompany } from "./company";
import { makeGeography } from "./geography";
import { makeRights, nameExternally } from "./rights";

export const ADMIN_LOGIN = "admin";

/** A fresh Odoo: one company in the United States, its warehouse, journals and chart, an administrator, and nothing else. */
export function makeBaseWorld(
  registry: Registry,
  store: Store,
  startedAt: string,
  adminPassword: string,
): void {
  const env = new Env(registry, store, new Transaction(store, startedAt), 1, { tracking_disable: true });
  describeModels(env);
  const places = makeGeography(env);
  const company = makeCompany(env, places);
  const groups = makeRights(env);
  for (const [name, state] of MODULES) create(env, "ir.module.module", { name, shortdesc: name, state });
  for (const [name, xmlId, internal] of SUBTYPES)
    nameExternally(
      env,
      xmlId,
      "mail.message.subtype",
      create(env, "mail.message.subtype", { name, internal }),
    );
  for (const [login, name, mine] of [
    ["__system__", "OdooBot", []],
    [ADMIN_LOGIN, "Mitchell Admin", groups],
  ] as const)
    create(env, "res.users", {
      login,
      name,
      password: login === ADMIN_LOGIN ? adminPassword : "",
      company_id: company,
      company_ids: [[6, 0, [company]]],
      group_ids: [[6, 0, mine]],
    });
  put(env, "res.users", 1, { active: false });
  spreadIds(store);
}

const DOCUMENTS = [
  "sale.order",
  "sale.order.line",
  "stock.picking",
  "stock.move",
  "account.move",
  "account.move.line",
];

/** As in an Odoo that is in use, an id of one kind of document is not by chance that of another: who mixes them up is found out. */
function spreadIds(store: Store): void {
  for (const [index, model] of DOCUMENTS.entries()) store.table(model).nextId = (index + 1) * 1_000_000 + 1;
}

/** In the order of their ids, which `post-message.ts` knows. */
const SUBTYPES = [
  ["Discussions", "mail.mt_comment", false],
  ["Note", "mail.mt_note", true],
] as const;

const MODULES = [
  ["base", "installed"],
  ["mail", "installed"],
  ["rpc", "installed"],
  ["sale_management", "installed"],
  ["stock", "installed"],
  ["account", "installed"],
  ["purchase", "installed"],
  ["delivery", "installed"],
  ["stock_delivery", "installed"],
  ["sale_stock", "installed"],
  ["purchase_stock", "installed"],
  ["base_automation", "installed"],
] as const;

/** `ir.model` and `ir.model.fields`: what rules and tracking point to. */
function describeModels(env: Env): void {
  for (const { model, label, fields, transient } of env.registry.all) {
    const id = env.transaction.insert("ir.model", { model, name: label, transient: transient === true });
    if (fields.company_id?.relation === "res.company")
      env.transaction.insert("ir.rule", {
        name: `${label}: multi-company`,
        active: true,
        model_id: id,
        domain_force: "['|', ('company_id', '=', False), ('company_id', 'in', company_ids)]",
        groups: [],
      });
    for (const [name, field] of Object.entries(fields)) {
      if (field.hidden) continue;
      env.transaction.insert("ir.model.fields", {
        name,
        model,
        model_id: id,
        field_description: field.label,
        ttype: field.type,
        relation: field.relation ?? false,
        store: field.compute === undefined,
      });
    }
  }
}
