import { notPlayed, userError } from "../../failure";
import type { Env } from "../../records/env";
import { put } from "../../records/write";
import { action, type Model } from "../../registry/model";
import { amount, reference, text, type Values } from "../../registry/values";
import { cancelPicking } from "../stock/validate";
import { nextName } from "../technical/sequence";
import { launchDelivery, shiftDemand } from "./launch-delivery";
import { orderLineFields } from "./line-fields";
import { orderFields } from "./order-fields";
import { invoices, linesOf, pickings } from "./order-values";

export const orderModel: Model = {
  model: "sale.order",
  indexed: ["name", "client_order_ref"],
  label: "Sales Order",
  order: "date_order desc, id desc",
  thread: true,
  fields: orderFields,
  prepare: (env, values) => ({
    state: "draft",
    date_order: env.now,
    partner_shipping_id: values.partner_id,
    partner_invoice_id: values.partner_id,
    company_id: env.companyId,
    warehouse_id: warehouseOf(env, Number(values.company_id ?? env.companyId)),
    currency_id: reference(env.row("res.company", Number(values.company_id ?? env.companyId)).currency_id),
    user_id: env.userId,
    ...values,
    name: values.name && values.name !== "New" ? values.name : nextName(env, "sale.order", "S", 5),
  }),
  beforeUnlink: (env, ids) => {
    if (env.rows("sale.order", ids).some(({ state }) => state !== "draft" && state !== "cancel"))
      throw userError(
        "You can not delete a sent quotation or a confirmed sales order. You must first cancel it.",
      );
  },
  methods: {
    action_confirm: action(confirm),
    action_cancel: action(cancel),
    action_draft: action((env, ids) => {
      for (const order of env.rows("sale.order", ids))
        if (order.state === "cancel" || order.state === "sent")
          put(env, "sale.order", order.id, { state: "draft" });
      return true;
    }),
    action_lock: action((env, ids) => lock(env, ids, true)),
    action_unlock: action((env, ids) => lock(env, ids, false)),
  },
};

function warehouseOf(env: Env, company: number): number | false {
  for (const warehouse of env.store.table("stock.warehouse").rows.values())
    if (warehouse.company_id === company) return warehouse.id;
  return false;
}

function lock(env: Env, ids: readonly number[], locked: boolean): null {
  for (const id of ids) put(env, "sale.order", id, { locked });
  return null;
}

function confirm(env: Env, ids: readonly number[]): boolean {
  const orders = env.rows("sale.order", ids);
  if (orders.some(({ state }) => state !== "draft" && state !== "sent"))
    throw userError("Some orders are not in a state requiring confirmation.");
  for (const order of orders) {
    put(env, "sale.order", order.id, { state: "sale", date_order: env.now });
    const lines = linesOf(env, order).map((line) => ({ line, quantity: amount(line.product_uom_qty) }));
    launchDelivery(env, env.row("sale.order", order.id), lines);
  }
  return true;
}

function cancel(env: Env, ids: readonly number[]): boolean {
  for (const order of env.rows("sale.order", ids)) {
    if (order.locked === true) throw userError("You cannot cancel a locked order. Please unlock it first.");
    for (const id of invoices(env, order)) {
      if (env.row("account.move", id).state === "draft") put(env, "account.move", id, { state: "cancel" });
    }
    for (const id of pickings(env, order))
      if (env.row("stock.picking", id).state !== "done") cancelPicking(env, id);
    put(env, "sale.order", order.id, { state: "cancel" });
  }
  return true;
}

const CLOCK_FIELDS = ["product_uom_qty", "price_unit", "discount"];

export const orderLineModel: Model = {
  model: "sale.order.line",
  label: "Sales Order Line",
  order: "order_id, sequence, id",
  fields: orderLineFields,
  displayName: (env, line) => {
    const order = env.find("sale.order", reference(line.order_id));
    const partner = env.find("res.partner", reference(order?.partner_id));
    return `${text(order?.name)} - ${text(line.name).split("\n")[0]} (${text(partner?.ref) || text(partner?.name)})`;
  },
  prepare: prepareLine,
  afterCreate: (env, id) => {
    const line = env.row("sale.order.line", id);
    const order = env.row("sale.order", reference(line.order_id));
    if (order.state === "sale")
      launchDelivery(env, order, [{ line, quantity: amount(line.product_uom_qty) }]);
  },
  afterWrite: (env, before, values) => {
    for (const old of before) {
      const line = env.row("sale.order.line", old.id);
      const order = env.row("sale.order", reference(line.order_id));
      if (CLOCK_FIELDS.some((field) => field in values)) put(env, "sale.order", order.id, {});
      const more = amount(line.product_uom_qty) - amount(old.product_uom_qty);
      if (order.state === "sale" && more !== 0) shiftDemand(env, order, line, more);
    }
  },
  beforeUnlink: (env, ids) => {
    for (const line of env.rows("sale.order.line", ids))
      if (env.find("sale.order", reference(line.order_id))?.state === "sale")
        throw userError(
          "Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets invoiced or delivered).\n                Set the quantity to 0 instead.",
        );
  },
};

function prepareLine(env: Env, values: Values): Values {
  refuseTaxes(values);
  const product = env.find("product.product", Number(values.product_id));
  if (!product) return { sequence: 10, ...values };
  return {
    sequence: 10,
    name: env.displayName("product.product", product),
    product_uom_qty: 1,
    product_uom_id: reference(product.uom_id) || false,
    price_unit: amount(product.list_price),
    ...values,
  };
}

/** Taxes change every amount: better refused than worked out half. */
export function refuseTaxes(values: Values): void {
  const commands = values.tax_ids;
  if (!Array.isArray(commands)) return;
  const some = commands.some(
    (command) => Array.isArray(command) && (command[0] === 4 || command[2]?.length > 0),
  );
  if (some) throw notPlayed("taxes on a line");
}
