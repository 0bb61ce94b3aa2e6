import type { OdooFields, OdooStateLabels } from "@/lib/domain/odoo/connection";
import type { OdooClient } from "../client/odoo-client";
import { MODEL_PLANS } from "../models";

/**
 * Of every model, the fields we want that this Odoo has and shows to the reader: one unknown field would fail a whole call.
 * @throws {OdooError}
 */
export async function knownFields(client: OdooClient, models: readonly string[]): Promise<OdooFields> {
  const known: Record<string, readonly string[]> = {};
  for (const plan of MODEL_PLANS.filter(({ model }) => models.includes(model))) {
    const there = await client.fieldsGet(plan.model, ["type"]);
    known[plan.model] = plan.fields.filter((field) => Object.hasOwn(there, field));
  }
  return known;
}

/** Fields whose changes Odoo writes down as labels, by model. */
const LABELLED: Readonly<Record<string, readonly string[]>> = {
  "sale.order": ["state", "delivery_status", "invoice_status"],
  "purchase.order": ["state", "receipt_status", "invoice_status"],
  "stock.picking": ["state"],
  "account.move": ["state", "payment_state", "move_type"],
  "account.payment": ["state"],
};

/**
 * Labels of states in every installed language, back to their keys: a tracking row holds what the acting user saw ("Prêt"), not the key.
 * @throws {OdooError}
 */
export async function stateLabels(client: OdooClient, models: readonly string[]): Promise<OdooStateLabels> {
  const languages = await client.searchRead("res.lang", [["active", "=", true]], ["code"], { limit: 200 });
  const labels: Record<string, Record<string, Record<string, Record<string, string>>>> = {};
  for (const [model, fields] of Object.entries(LABELLED)) {
    if (!models.includes(model)) continue;
    for (const code of languages.map((language) => String(language.code))) {
      const said = await client.fieldsGet(model, ["selection"], { lang: code });
      for (const field of fields) {
        const keys = keysByLabel(said[field]?.selection);
        if (!keys) continue;
        const ofModel = labels[model] ?? {};
        labels[model] = { ...ofModel, [field]: { ...ofModel[field], [code]: keys } };
      }
    }
  }
  return labels;
}

function keysByLabel(selection: unknown): Record<string, string> | undefined {
  if (!Array.isArray(selection)) return undefined;
  const pairs = selection.filter(
    (pair): pair is [string, string] => Array.isArray(pair) && pair.length === 2,
  );
  return Object.fromEntries(pairs.map(([key, label]) => [String(label), String(key)]));
}
