import type { Env } from "../../records/env";
import { amount, cents, type Row, reference, text, type Value } from "../../registry/values";

export const linesOf = (env: Env, order: Row): readonly Row[] =>
  env.pointing("purchase.order.line", "order_id", order.id);
const pickingsOf = (env: Env, order: Row) => env.pointing("stock.picking", "purchase_id", order.id);
export const pickings = (env: Env, order: Row): readonly number[] =>
  pickingsOf(env, order).map(({ id }) => id);

export const noTax = (): Value => 0;
export const lineSubtotal = (_: Env, line: Row): number =>
  cents(amount(line.product_qty) * amount(line.price_unit));
export const untaxed = (env: Env, order: Row): number =>
  cents(linesOf(env, order).reduce((sum, line) => sum + lineSubtotal(env, line), 0));

/** Received minus what went back to the vendor. */
export function qtyReceived(env: Env, line: Row): number {
  const usage = (location: Value | undefined) => env.find("stock.location", reference(location))?.usage;
  return cents(
    env.pointing("stock.move", "purchase_line_id", line.id).reduce((sum, move) => {
      if (move.state !== "done") return sum;
      if (usage(move.location_dest_id) === "supplier")
        return move.to_refund === true ? sum - amount(move.quantity) : sum;
      return sum + amount(move.quantity);
    }, 0),
  );
}

export function qtyInvoiced(env: Env, line: Row): number {
  return cents(
    env.pointing("account.move.line", "purchase_line_id", line.id).reduce((sum, billed) => {
      const move = env.row("account.move", reference(billed.move_id));
      if (move.state === "cancel") return sum;
      return sum + (move.move_type === "in_refund" ? -1 : 1) * amount(billed.quantity);
    }, 0),
  );
}

export function qtyToInvoice(env: Env, line: Row): number {
  if (env.find("purchase.order", reference(line.order_id))?.state !== "purchase") return 0;
  const product = env.find("product.product", reference(line.product_id));
  const billable = product?.type === "service" ? amount(line.product_qty) : qtyReceived(env, line);
  return cents(billable - qtyInvoiced(env, line));
}

export function invoices(env: Env, order: Row): readonly number[] {
  const found = linesOf(env, order)
    .flatMap((line) => env.pointing("account.move.line", "purchase_line_id", line.id))
    .map((billed) => reference(billed.move_id));
  return [...new Set(found)].sort((a, b) => a - b);
}

export function effectiveDate(env: Env, order: Row): Value {
  const done = pickingsOf(env, order)
    .filter((picking) => picking.state === "done" && !picking.return_id)
    .map((picking) => text(picking.date_done))
    .sort();
  return done[0] ?? false;
}

export function receiptStatus(env: Env, order: Row): Value {
  const all = pickingsOf(env, order);
  if (all.length === 0 || all.every(({ state }) => state === "cancel")) return false;
  if (all.every(({ state }) => state === "done" || state === "cancel")) return "full";
  return all.some(({ state }) => state === "done") ? "partial" : "pending";
}

export function invoiceStatus(env: Env, order: Row): Value {
  if (order.state !== "purchase") return "no";
  const lines = linesOf(env, order).filter((line) => !line.display_type);
  if (lines.some((line) => qtyToInvoice(env, line) !== 0)) return "to invoice";
  return invoices(env, order).length > 0 ? "invoiced" : "no";
}
