import type { Env } from "../../records/env";
import { boolean, char, computed, float, many2many, many2one, selection } from "../../registry/field";
import type { Model } from "../../registry/model";
import { amount, type Row, reference, text } from "../../registry/values";

export const productModel: Model = {
  model: "product.product",
  label: "Product Variant",
  order: "default_code, name, id",
  displayName: (_, product) =>
    text(product.default_code) ? `[${text(product.default_code)}] ${text(product.name)}` : text(product.name),
  prepare: (env, values) => ({
    type: "consu",
    invoice_policy: "order",
    uom_id: 1,
    active: true,
    sale_ok: true,
    purchase_ok: true,
    list_price: 1,
    ...values,
    // Goods may be kept in stock, services never are.
    is_storable: values.is_storable === true && values.type !== "service",
    currency_id: reference(env.row("res.company", env.companyId).currency_id),
  }),
  fields: {
    name: char("Name"),
    default_code: char("Internal Reference"),
    barcode: char("Barcode"),
    type: selection(
      "Product Type",
      [
        ["consu", "Goods"],
        ["service", "Service"],
        ["combo", "Combo"],
      ],
      { required: true },
    ),
    is_storable: boolean("Track Inventory", { tracked: true }),
    invoice_policy: selection(
      "Invoicing Policy",
      [
        ["order", "Ordered quantities"],
        ["delivery", "Delivered quantities"],
      ],
      { tracked: true },
    ),
    list_price: float("Sales Price", { tracked: true }),
    standard_price: float("Cost"),
    weight: float("Weight"),
    uom_id: many2one("uom.uom", "Unit", { required: true, tracked: true }),
    active: boolean("Active"),
    company_id: many2one("res.company", "Company"),
    sale_ok: boolean("Sales"),
    purchase_ok: boolean("Purchase"),
    taxes_id: many2many("account.tax", "Sales Taxes"),
    supplier_taxes_id: many2many("account.tax", "Purchase Taxes"),
    currency_id: many2one("res.currency", "Currency"),
    qty_available: computed(float("Quantity On Hand"), (env, product) => onHand(env, product)),
  },
};

/** In the company's own locations. */
function onHand(env: Env, product: Row): number {
  return env
    .pointing("stock.quant", "product_id", product.id)
    .filter((quant) => env.find("stock.location", reference(quant.location_id))?.usage === "internal")
    .reduce((sum, quant) => sum + amount(quant.quantity), 0);
}
