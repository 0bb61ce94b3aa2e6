import { notPlayed, userError } from "../../failure";
import type { Env } from "../../records/env";
import { create, touch } from "../../records/write";
import { boolean, float, many2many, selection } from "../../registry/field";
import { action, type Model } from "../../registry/model";
import { amount, ids, type Row, reference, text } from "../../registry/values";
import { qtyToInvoice } from "./line-values";
import { linesOf } from "./order-values";

export const invoiceWizard: Model = {
  model: "sale.advance.payment.inv",
  label: "Sales Advance Payment Invoice",
  transient: true,
  displayName: (_, row) => `sale.advance.payment.inv,${row.id}`,
  fields: {
    sale_order_ids: many2many("sale.order", "Sale Order"),
    advance_payment_method: selection(
      "Create Invoice",
      [
        ["delivered", "Regular invoice"],
        ["percentage", "Down payment (percentage)"],
        ["fixed", "Down payment (fixed amount)"],
      ],
      { required: true, default: "delivered" },
    ),
    // True unless said otherwise: orders of one customer become one invoice.
    consolidated_billing: boolean("Consolidated Billing", { default: true }),
    deduct_down_payments: boolean("Deduct down payments", { default: true }),
    amount: float("Down Payment"),
  },
  prepare: (env, values) => ({
    sale_order_ids: Array.isArray(env.context.active_ids) ? [[6, 0, env.context.active_ids]] : [],
    ...values,
  }),
  methods: {
    create_invoices: action((env, [id = 0]) => createInvoices(env, env.row("sale.advance.payment.inv", id))),
  },
};

function createInvoices(env: Env, wizard: Row) {
  if (wizard.advance_payment_method !== "delivered") throw notPlayed("down payments");
  const orders = env.rows("sale.order", ids(wizard.sale_order_ids));
  const final = wizard.deduct_down_payments === true;
  const billable = orders
    .map((order) => ({ order, lines: billableLines(env, order, final) }))
    .filter(({ lines }) => lines.length > 0);
  if (billable.length === 0) throw userError(NOTHING_TO_INVOICE);
  const groups = new Map<string, typeof billable>();
  for (const each of billable) {
    const key = wizard.consolidated_billing
      ? `${each.order.partner_invoice_id}/${each.order.currency_id}/${each.order.company_id}`
      : String(each.order.id);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return opened([...groups.values()].map((group) => invoice(env, group)));
}

/** What can be billed now; what a customer is owed only with the deduction of down payments. */
const billableLines = (env: Env, order: Row, final: boolean) =>
  linesOf(env, order)
    .map((line) => ({ line, quantity: qtyToInvoice(env, line) }))
    .filter(({ quantity }) => quantity > 0 || (quantity < 0 && final));

type Billable = readonly {
  readonly order: Row;
  readonly lines: readonly { line: Row; quantity: number }[];
}[];

/** One draft for the group: an invoice, or a credit note when more is owed to the customer than by him. */
function invoice(env: Env, group: Billable): number {
  const lines = group.flatMap((each) => each.lines);
  const total = lines.reduce((sum, { line, quantity }) => sum + quantity * amount(line.price_unit), 0);
  const sign = total < 0 ? -1 : 1;
  const first = (group[0] as Billable[number]).order;
  const joined = (field: string) =>
    [...new Set(group.map(({ order }) => text(order[field])).filter(Boolean))].join(", ") || false;
  const move = create(env, "account.move", {
    move_type: sign < 0 ? "out_refund" : "out_invoice",
    partner_id: reference(first.partner_invoice_id),
    partner_shipping_id: reference(first.partner_shipping_id),
    company_id: reference(first.company_id),
    currency_id: reference(first.currency_id),
    ref: joined("client_order_ref"),
    invoice_origin: joined("name"),
    invoice_user_id: reference(first.user_id) || false,
    line_ids: lines.map(({ line, quantity }) => [
      0,
      0,
      {
        product_id: reference(line.product_id) || false,
        name: line.name,
        quantity: sign * quantity,
        price_unit: line.price_unit,
        discount: line.discount,
        sale_line_ids: [[6, 0, [line.id]]],
      },
    ]),
  });
  touch(
    env,
    "sale.order.line",
    lines.map(({ line }) => line.id),
  );
  touch(
    env,
    "sale.order",
    group.map(({ order }) => order.id),
  );
  return move;
}

const opened = (moves: readonly number[]) => ({
  name: "Invoices",
  type: "ir.actions.act_window",
  res_model: "account.move",
  ...(moves.length === 1 ? { res_id: moves[0] } : { domain: [["id", "in", moves]] }),
  context: {},
});

const NOTHING_TO_INVOICE =
  "Cannot create an invoice. No items are available to invoice.\n\nTo resolve this issue, please ensure that:\n   • The products have been delivered before attempting to invoice them.\n   • The invoicing policy of the product is configured correctly.\n";
