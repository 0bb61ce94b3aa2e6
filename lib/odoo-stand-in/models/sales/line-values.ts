import type { Env } from "../../records/env";
import { amount, cents, type Row, reference, type Value } from "../../registry/values";

const product = (env: Env, line: Row) => env.find("product.product", reference(line.product_id));
const usage = (env: Env, location: Value | undefined) =>
  env.find("stock.location", reference(location))?.usage;

/** Delivered minus what came back to be refunded. */
export function qtyDelivered(env: Env, line: Row): number {
  let quantity = 0;
  for (const move of env.pointing("stock.move", "sale_line_id", line.id)) {
    if (move.state !== "done") continue;
    if (usage(env, move.location_dest_id) === "customer") {
      if (!reference(move.origin_returned_move_id) || move.to_refund === true)
        quantity += amount(move.quantity);
    } else if (usage(env, move.location_id) === "customer" && move.to_refund === true)
      quantity -= amount(move.quantity);
  }
  return cents(quantity);
}

const invoiceLinesOf = (env: Env, line: Row) => env.pointing("account.move.line", "sale_line_ids", line.id);
export const invoiceLines = (env: Env, line: Row): readonly number[] =>
  invoiceLinesOf(env, line).map(({ id }) => id);

/** Drafts count too: an invoice that is made but not posted leaves nothing to invoice. */
export function qtyInvoiced(env: Env, line: Row): number {
  return cents(
    invoiceLinesOf(env, line).reduce((sum, invoiced) => {
      const move = env.row("account.move", reference(invoiced.move_id));
      if (move.state === "cancel") return sum;
      return sum + (move.move_type === "out_refund" ? -1 : 1) * amount(invoiced.quantity);
    }, 0),
  );
}

const isSold = (env: Env, line: Row) =>
  env.find("sale.order", reference(line.order_id))?.state === "sale" && !line.display_type;
const billedOnOrder = (env: Env, line: Row) => product(env, line)?.invoice_policy === "order";
const billable = (env: Env, line: Row) =>
  billedOnOrder(env, line) ? amount(line.product_uom_qty) : qtyDelivered(env, line);

/** Negative: a credit is owed. */
export const qtyToInvoice = (env: Env, line: Row): number =>
  isSold(env, line) ? cents(billable(env, line) - qtyInvoiced(env, line)) : 0;

const unitPrice = (line: Row) => amount(line.price_unit) * (1 - amount(line.discount) / 100);
export const subtotal = (_: Env, line: Row): number => cents(amount(line.product_uom_qty) * unitPrice(line));

export function amountInvoiced(env: Env, line: Row): number {
  return cents(
    invoiceLinesOf(env, line).reduce((sum, invoiced) => {
      const move = env.row("account.move", reference(invoiced.move_id));
      if (move.state !== "posted") return sum;
      const value = amount(invoiced.quantity) * unitPrice(invoiced);
      return sum + (move.move_type === "out_refund" ? -value : value);
    }, 0),
  );
}

export const amountToInvoice = (env: Env, line: Row): number =>
  isSold(env, line) ? cents(billable(env, line) * unitPrice(line) - amountInvoiced(env, line)) : 0;

export function lineInvoiceStatus(env: Env, line: Row): string {
  if (!isSold(env, line)) return "no";
  if (qtyToInvoice(env, line) !== 0) return "to invoice";
  const ordered = amount(line.product_uom_qty);
  if (billedOnOrder(env, line) && ordered >= 0 && qtyDelivered(env, line) > ordered) return "upselling";
  return qtyInvoiced(env, line) >= ordered ? "invoiced" : "no";
}
