import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { create, put, touch } from "../../records/write";
import { action, type Model } from "../../registry/model";
import { amount, type Row, reference, text, type Values } from "../../registry/values";
import { refuseTaxes } from "../sales/order";
import { makeTransfer, pickingType } from "../stock/transfer";
import { cancelPicking } from "../stock/validate";
import { nextName } from "../technical/sequence";
import { purchaseFields, purchaseLineFields } from "./purchase-fields";
import { linesOf, pickings, qtyToInvoice } from "./purchase-values";

export const purchaseModel: Model = {
  model: "purchase.order",
  label: "Purchase Order",
  order: "id desc",
  thread: true,
  fields: purchaseFields,
  displayName: (_, order) =>
    text(order.partner_ref) ? `${text(order.name)} (${text(order.partner_ref)})` : text(order.name),
  prepare: (env, values) => ({
    state: "draft",
    date_order: env.now,
    date_planned: env.now,
    company_id: env.companyId,
    picking_type_id: pickingType(env, Number(values.company_id ?? env.companyId), "incoming").id,
    currency_id: reference(env.row("res.company", Number(values.company_id ?? env.companyId)).currency_id),
    user_id: env.userId,
    ...values,
    name: values.name && values.name !== "New" ? values.name : nextName(env, "purchase.order", "P", 5),
  }),
  methods: {
    button_confirm: action((env, ids) => {
      for (const order of env.rows("purchase.order", ids))
        if (order.state === "draft" || order.state === "sent") confirm(env, order);
      return true;
    }),
    button_cancel: action((env, ids) => {
      for (const order of env.rows("purchase.order", ids)) {
        for (const id of pickings(env, order)) cancelPicking(env, id);
        put(env, "purchase.order", order.id, { state: "cancel" });
      }
      return null;
    }),
    action_create_invoice: action((env, ids) => {
      const made = env.rows("purchase.order", ids).map((order) => bill(env, order));
      return { type: "ir.actions.act_window", res_model: "account.move", res_id: made[0], context: {} };
    }),
  },
};

function confirm(env: Env, order: Row): void {
  put(env, "purchase.order", order.id, { state: "purchase", date_approve: env.now });
  const goods = linesOf(env, order).filter((line) => isGoods(env, line));
  if (goods.length === 0) return;
  const type = env.row("stock.picking.type", reference(order.picking_type_id));
  const date = text(goods[0]?.date_planned) || text(order.date_planned);
  makeTransfer(env, {
    type,
    from: reference(type.default_location_src_id),
    to: reference(type.default_location_dest_id),
    date,
    deadline: date,
    values: { origin: order.name ?? false, purchase_id: order.id, partner_id: order.partner_id ?? false },
    moves: goods.map((line) => ({
      product: reference(line.product_id),
      quantity: amount(line.product_qty),
      purchaseLine: line.id,
    })),
  });
}

const isGoods = (env: Env, line: Row) =>
  env.find("product.product", reference(line.product_id))?.type === "consu" && amount(line.product_qty) > 0;

/** A draft bill for what was received and not billed yet. */
function bill(env: Env, order: Row): number {
  const lines = linesOf(env, order)
    .map((line) => ({ line, quantity: qtyToInvoice(env, line) }))
    .filter(({ quantity }) => quantity !== 0);
  if (lines.length === 0)
    throw userError(
      "There is no invoiceable line. If a product has a control policy based on received quantity, please make sure that a quantity has been received.",
    );
  const move = create(env, "account.move", {
    move_type: "in_invoice",
    partner_id: order.partner_id,
    company_id: order.company_id,
    currency_id: order.currency_id,
    ref: order.partner_ref,
    invoice_origin: order.name,
    line_ids: lines.map(({ line, quantity }) => [
      0,
      0,
      {
        product_id: line.product_id,
        name: `${text(order.name)}: ${text(line.name)}`,
        quantity,
        price_unit: line.price_unit,
        purchase_line_id: line.id,
      },
    ]),
  });
  touch(
    env,
    "purchase.order.line",
    lines.map(({ line }) => line.id),
  );
  touch(env, "purchase.order", [order.id]);
  return move;
}

export const purchaseLineModel: Model = {
  model: "purchase.order.line",
  label: "Purchase Order Line",
  order: "order_id, sequence, id",
  fields: purchaseLineFields,
  prepare: prepareLine,
  afterWrite: (env, before) => {
    touch(
      env,
      "purchase.order",
      before.map((line) => reference(line.order_id)),
    );
  },
};

function prepareLine(env: Env, values: Values): Values {
  refuseTaxes(values);
  const product = env.find("product.product", Number(values.product_id));
  const order = env.find("purchase.order", Number(values.order_id));
  return {
    sequence: 10,
    product_qty: 1,
    price_unit: amount(product?.standard_price),
    name: product ? env.displayName("product.product", product) : "",
    product_uom_id: reference(product?.uom_id) || false,
    date_planned: order?.date_planned ?? env.now,
    ...values,
  };
}
