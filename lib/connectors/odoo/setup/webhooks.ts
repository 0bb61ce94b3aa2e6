import { OdooError } from "../client/odoo-error";
import type { OdooAdmin } from "./admin";

/**
 * Models whose changes Odoo announces, and the fields it watches. Few on purpose: Odoo sends one call a record inside the request of whoever
 * saves, and waits up to a second for each. Lines, moves and stock come with the next poll.
 */
const WATCHED: Readonly<Record<string, readonly string[]>> = {
  "sale.order": ["state", "commitment_date", "client_order_ref", "carrier_id"],
  "purchase.order": ["state", "date_planned", "partner_ref"],
  "stock.picking": ["state", "scheduled_date", "date_deadline", "carrier_id", "carrier_tracking_ref"],
  "account.move": ["state", "payment_state", "ref", "invoice_date"],
  "account.payment": ["state"],
};

const TRIGGERS = ["on_create_or_write", "on_unlink"] as const;
const MODULE = "base_automation";

export interface WebhookWish {
  /** Names the rules in Odoo, so that two Mileposts at one Odoo do not take each other's. */
  readonly connection: string;
  /** With the secret as its last part. */
  readonly url: string;
  /** Installing a module restarts Odoo's registry for some seconds. */
  readonly mayInstall: boolean;
}

export type WebhookOutcome =
  | { readonly kind: "installed"; readonly rules: number; readonly changed: number }
  | { readonly kind: "unavailable"; readonly message: string };

const ruleName = (connection: string, model: string, trigger: string) =>
  `Milepost ${connection}: ${model} ${trigger}`;

/** Rules that call Milepost when a document changed. Running it again puts them right and adds none. */
export async function ensureWebhooks(admin: OdooAdmin, wish: WebhookWish): Promise<WebhookOutcome> {
  const problem = await ensureModule(admin, wish.mayInstall);
  if (problem) return { kind: "unavailable", message: problem };
  const models = await admin.find("ir.model", [["model", "in", Object.keys(WATCHED)]], ["model"]);
  let changed = 0;
  for (const { id: modelId, model } of models) {
    for (const trigger of TRIGGERS) {
      const rule = { name: ruleName(wish.connection, String(model), trigger), model: String(model), modelId };
      if (await ensureRule(admin, { ...rule, trigger, url: wish.url })) changed += 1;
    }
  }
  return { kind: "installed", rules: models.length * TRIGGERS.length, changed };
}

/** Lets Odoo's calls rest or come again: each costs whoever saves up to a second when Milepost is away. @returns how many rules there are. */
export async function switchWebhooks(admin: OdooAdmin, connection: string, active: boolean): Promise<number> {
  const ids = await ruleIds(admin, connection);
  if (ids.length > 0) await admin.write("base.automation", ids, { active });
  return ids.length;
}

/** Takes the rules and their actions away for good. */
export async function removeWebhooks(admin: OdooAdmin, connection: string): Promise<number> {
  const rules = await rulesOf(admin, connection);
  const actions = rules.flatMap((rule) => rule.action_server_ids as number[]);
  const ids = rules.map((rule) => rule.id);
  if (ids.length > 0) await admin.run("base.automation", "unlink", ids);
  const left = await admin.find("ir.actions.server", [["id", "in", actions]], ["id"]);
  if (left.length > 0)
    await admin.run(
      "ir.actions.server",
      "unlink",
      left.map((action) => action.id),
    );
  return ids.length;
}

async function rulesOf(admin: OdooAdmin, connection: string) {
  if ((await admin.fieldNames("base.automation")) === undefined) return [];
  const names = Object.keys(WATCHED).flatMap((model) =>
    TRIGGERS.map((trigger) => ruleName(connection, model, trigger)),
  );
  return admin.find("base.automation", [["name", "in", names]], ["name", "active", "action_server_ids"]);
}

async function ruleIds(admin: OdooAdmin, connection: string): Promise<number[]> {
  return (await rulesOf(admin, connection)).map((rule) => rule.id);
}

interface WantedRule {
  readonly name: string;
  readonly model: string;
  readonly modelId: number;
  readonly trigger: (typeof TRIGGERS)[number];
  readonly url: string;
}

async function ensureRule(admin: OdooAdmin, wanted: WantedRule): Promise<boolean> {
  const { name, model, modelId, trigger, url } = wanted;
  const [rule] = await admin.find("base.automation", [["name", "=", name]], ["active", "action_server_ids"]);
  if (rule) {
    const ids = rule.action_server_ids as number[];
    const actions = await admin.find("ir.actions.server", [["id", "in", ids]], ["webhook_url"]);
    const stale = actions.filter((action) => action.webhook_url !== url).map((action) => action.id);
    if (stale.length > 0) await admin.write("ir.actions.server", stale, { webhook_url: url });
    if (rule.active !== true) await admin.write("base.automation", [rule.id], { active: true });
    return stale.length > 0 || rule.active !== true;
  }
  const watched = await fieldIds(admin, model, WATCHED[model] ?? []);
  const action = { name, model_id: modelId, state: "webhook", webhook_url: url, usage: "base_automation" };
  await admin.create("base.automation", {
    name,
    model_id: modelId,
    trigger,
    ...(trigger === "on_create_or_write" ? { trigger_field_ids: [[6, 0, watched]] } : {}),
    action_server_ids: [[0, 0, action]],
  });
  return true;
}

async function fieldIds(admin: OdooAdmin, model: string, names: readonly string[]): Promise<number[]> {
  const found = await admin.find(
    "ir.model.fields",
    [
      ["model", "=", model],
      ["name", "in", names],
    ],
    ["id"],
  );
  return found.map((field) => field.id);
}

/** @returns what keeps the module from being there; undefined when it is. */
async function ensureModule(admin: OdooAdmin, mayInstall: boolean): Promise<string | undefined> {
  const [module] = await admin.find("ir.module.module", [["name", "=", MODULE]], ["state"]);
  if (module?.state === "installed") return undefined;
  if (!module)
    return `This Odoo does not know the module ${MODULE}. Changes come with the next poll instead.`;
  if (!mayInstall) {
    return `The module ${MODULE} (Automation Rules) is not installed. Install it, or let the setup do so; until then changes come with the next poll.`;
  }
  try {
    await admin.run("ir.module.module", "button_immediate_install", [module.id]);
    return undefined;
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return `The module ${MODULE} could not be installed: ${error.message}`;
  }
}
