import type { Env } from "../../records/env";
import { cents, type Row, reference, text, type Value } from "../../registry/values";
import { invoiceLines, lineInvoiceStatus, qtyDelivered, subtotal } from "./line-values";

export const linesOf = (env: Env, order: Row): readonly Row[] =>
  env.pointing("sale.order.line", "order_id", order.id);
const pickingsOf = (env: Env, order: Row) => env.pointing("stock.picking", "sale_id", order.id);

/** No tax is worked out here: taxes on a line are refused when the line is made. */
export const noTax = (): Value => 0;
export const amountUntaxed = (env: Env, order: Row): number =>
  cents(linesOf(env, order).reduce((sum, line) => sum + subtotal(env, line), 0));
export const pickings = (env: Env, order: Row): readonly number[] =>
  pickingsOf(env, order).map(({ id }) => id);

export function invoices(env: Env, order: Row): readonly number[] {
  const found = linesOf(env, order)
    .flatMap((line) => invoiceLines(env, line))
    .map((id) => reference(env.row("account.move.line", id).move_id));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The first delivery that arrived. */
export function effectiveDate(env: Env, order: Row): Value {
  const done = pickingsOf(env, order)
    .filter((picking) => picking.state === "done" && goesToCustomer(env, picking))
    .map((picking) => text(picking.date_done))
    .sort();
  return done[0] ?? false;
}
const goesToCustomer = (env: Env, picking: Row) =>
  env.find("stock.location", reference(picking.location_dest_id))?.usage === "customer";

/** "full" means that nothing is left to ship, not that everything was shipped. */
export function deliveryStatus(env: Env, order: Row): Value {
  const all = pickingsOf(env, order);
  if (all.length === 0 || all.every(({ state }) => state === "cancel")) return false;
  if (all.every(({ state }) => state === "done" || state === "cancel")) return "full";
  if (!all.some(({ state }) => state === "done")) return "pending";
  return linesOf(env, order).some((line) => qtyDelivered(env, line) > 0) ? "partial" : "started";
}

export function invoiceStatus(env: Env, order: Row): Value {
  if (order.state !== "sale") return "no";
  const states = linesOf(env, order)
    .filter((line) => !line.display_type)
    .map((line) => lineInvoiceStatus(env, line));
  if (states.includes("to invoice")) return "to invoice";
  if (states.length === 0) return "no";
  if (states.every((state) => state === "invoiced")) return "invoiced";
  return states.every((state) => state === "invoiced" || state === "upselling") ? "upselling" : "no";
}
