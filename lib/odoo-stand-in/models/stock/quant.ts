import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { create, put } from "../../records/write";
import { boolean, computed, type Field, float, many2one, related } from "../../registry/field";
import { action, type Model } from "../../registry/model";
import { amount, cents, type Row, reference, text } from "../../registry/values";

const fields: Readonly<Record<string, Field>> = {
  product_id: many2one("product.product", "Product", { required: true }),
  location_id: many2one("stock.location", "Location", { required: true }),
  quantity: float("Quantity"),
  reserved_quantity: float("Reserved Quantity", { readonly: true }),
  available_quantity: computed(float("Available Quantity"), (_, quant) => free(quant)),
  inventory_quantity: float("Counted Quantity"),
  inventory_quantity_set: boolean("Inventory Quantity Set"),
  inventory_quantity_auto_apply: computed(float("Inventoried Quantity"), (_, quant) =>
    amount(quant.quantity),
  ),
  lot_id: many2one("stock.lot", "Lot/Serial Number"),
  package_id: many2one("stock.package", "Package"),
  owner_id: many2one("res.partner", "Owner"),
  company_id: related("stock.quant", "location_id.company_id", many2one("res.company", "Company")),
};

export const free = (quant: Row): number => cents(amount(quant.quantity) - amount(quant.reserved_quantity));

/** What lies where. Rows change only through transfers and inventories. */
export const quantModel: Model = {
  model: "stock.quant",
  label: "Quants",
  fields,
  displayName: (env, quant) => text(env.find("product.product", reference(quant.product_id))?.name),
  prepare: (env, values) => {
    if (!env.context.inventory_mode && !("inventory_quantity" in values)) return values;
    return { ...values, inventory_quantity_set: true };
  },
  beforeWrite: (_, __, values) => {
    if ("quantity" in values || "product_id" in values || "location_id" in values)
      throw userError("Quant's editing is restricted, you can't do this operation.");
    return "inventory_quantity" in values ? { ...values, inventory_quantity_set: true } : values;
  },
  methods: {
    action_apply_inventory: action((env, quants) => {
      for (const id of quants) {
        const quant = env.row("stock.quant", id);
        put(env, "stock.quant", id, {
          quantity: amount(quant.inventory_quantity),
          inventory_quantity: 0,
          inventory_quantity_set: false,
        });
      }
      return false;
    }),
  },
};

/** Quants of one product in a location and everything below it, oldest first. */
export function quantsAt(env: Env, product: number, location: number): readonly Row[] {
  return env
    .pointing("stock.quant", "product_id", product)
    .filter((quant) => isWithin(env, reference(quant.location_id), location));
}

function isWithin(env: Env, location: number, ancestor: number): boolean {
  for (let at = location; at > 0; at = reference(env.find("stock.location", at)?.location_id))
    if (at === ancestor) return true;
  return false;
}

/** Adds to (or takes from) what lies exactly there; a first move makes the quant. */
export function shiftStock(env: Env, product: number, location: number, quantity: number): void {
  const here = env
    .pointing("stock.quant", "product_id", product)
    .find((quant) => quant.location_id === location);
  if (here) put(env, "stock.quant", here.id, { quantity: cents(amount(here.quantity) + quantity) });
  else create(env, "stock.quant", { product_id: product, location_id: location, quantity });
}
