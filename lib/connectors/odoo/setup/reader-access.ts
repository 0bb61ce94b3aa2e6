import { MODEL_PLANS } from "../models";
import type { OdooAdmin, Row } from "./admin";

/**
 * Read besides the mirrored models: what a bill or entry is written with, external ids, languages, names of tracked fields, and what Odoo itself
 * reads in the user's name to compute the invoices of a payment and the lot of a quant.
 */
const ALSO_READ = [
  "account.bank.statement.line",
  "account.full.reconcile",
  "account.partial.reconcile",
  "stock.lot",
  "stock.package",
  "stock.quant.package",
  "ir.model",
  "ir.model.data",
  "ir.model.fields",
  "res.lang",
  "res.country",
  "uom.uom",
  "account.account",
  "account.journal",
  "account.tax",
] as const;

const READER_GROUP = "Milepost reader";
/** Odoo's longest life of a key; without it keys of internal users end after 90 days. */
const KEY_DAYS = 365;

export interface ReaderAccess {
  readonly groupId: number;
  /** Models Odoo has, in the order of the plans. */
  readonly models: readonly string[];
  /** Models of the plans whose module is not installed. */
  readonly absent: readonly string[];
  /** How many rules were added or put right this time. */
  readonly changed: number;
}

/** The group of the reader and one rule a model that lets it read and nothing else. Running it again changes nothing. */
export async function ensureReaderAccess(admin: OdooAdmin): Promise<ReaderAccess> {
  const groupId = await ensureReaderGroup(admin);
  const planned = MODEL_PLANS.map((plan) => plan.model);
  const wanted = [...planned, ...ALSO_READ];
  const known = await admin.find("ir.model", [["model", "in", wanted]], ["model"]);
  const idOf = new Map(known.map((row) => [String(row.model), row.id]));
  const rules = await admin.find(
    "ir.model.access",
    [["group_id", "=", groupId]],
    ["name", "model_id", "active", "perm_read", "perm_write", "perm_create", "perm_unlink"],
  );
  let changed = 0;
  for (const model of wanted) {
    const modelId = idOf.get(model);
    if (modelId !== undefined && (await ensureRule(admin, rules, { groupId, model, modelId }))) changed += 1;
  }
  return {
    groupId,
    models: planned.filter((model) => idOf.has(model)),
    absent: planned.filter((model) => !idOf.has(model)),
    changed,
  };
}

const READ_ONLY = { perm_read: true, perm_write: false, perm_create: false, perm_unlink: false } as const;

async function ensureRule(
  admin: OdooAdmin,
  rules: readonly Row[],
  { groupId, model, modelId }: { readonly groupId: number; readonly model: string; readonly modelId: number },
): Promise<boolean> {
  const there = rules.filter((rule) => Array.isArray(rule.model_id) && rule.model_id[0] === modelId);
  const right = (rule: Row) =>
    rule.active === true && Object.entries(READ_ONLY).every(([name, value]) => rule[name] === value);
  if (there.length > 0 && there.every(right)) return false;
  if (there.length > 0) {
    const ids = there.map((rule) => rule.id);
    await admin.write("ir.model.access", ids, { active: true, ...READ_ONLY });
  } else {
    const name = `milepost reader ${model}`;
    await admin.create("ir.model.access", { name, model_id: modelId, group_id: groupId, ...READ_ONLY });
  }
  return true;
}

async function ensureReaderGroup(admin: OdooAdmin): Promise<number> {
  const fields = (await admin.fieldNames("res.groups")) ?? new Set<string>();
  const internal = await groupByXmlId(admin, "base.group_user");
  const lasting = fields.has("api_key_duration") ? { api_key_duration: KEY_DAYS } : {};
  const wanted = ["name", ...Object.keys(lasting)];
  const [known] = await admin.find("res.groups", [["name", "=", READER_GROUP]], wanted);
  if (!known) {
    const implied = { implied_ids: [[6, 0, internal ? [internal] : []]] };
    return admin.create("res.groups", { name: READER_GROUP, ...implied, ...lasting });
  }
  // Only when it differs: a write to a group empties Odoo's caches for everybody.
  if (Object.entries(lasting).some(([name, value]) => known[name] !== value)) {
    await admin.write("res.groups", [known.id], lasting);
  }
  return known.id;
}

/** @returns undefined when the module that brings the group is not installed. */
export async function groupByXmlId(admin: OdooAdmin, xmlId: string): Promise<number | undefined> {
  const [module = "", name = ""] = xmlId.split(".", 2);
  const found = await admin.find(
    "ir.model.data",
    [
      ["module", "=", module],
      ["name", "=", name],
      ["model", "=", "res.groups"],
    ],
    ["res_id"],
  );
  const id = found[0]?.res_id;
  return typeof id === "number" ? id : undefined;
}
