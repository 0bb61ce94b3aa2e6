import type { Env } from "../../records/env";
import { amount, cents, type Row, text, type Value } from "../../registry/values";
import { subtotal } from "./line-values";

export const linesOf = (env: Env, move: Row): readonly Row[] =>
  env.pointing("account.move.line", "move_id", move.id);
export const productLines = (env: Env, move: Row): readonly Row[] =>
  linesOf(env, move).filter((line) => line.display_type === "product");

export const isInvoice = (move: Row): boolean => text(move.move_type) !== "entry";
export const isSale = (move: Row): boolean => text(move.move_type).startsWith("out_");
/** +1 where the company receives: invoices out and credit notes in. */
export const inboundSign = (move: Row): number =>
  move.move_type === "out_invoice" || move.move_type === "in_refund" ? 1 : -1;

export const noTax = (): Value => 0;
export const invoiceLines = (env: Env, move: Row): readonly number[] =>
  isInvoice(move) ? productLines(env, move).map(({ id }) => id) : [];

export const untaxed = (env: Env, move: Row): number =>
  isInvoice(move) ? cents(productLines(env, move).reduce((sum, line) => sum + subtotal(env, line), 0)) : 0;

export const total = (env: Env, move: Row): number =>
  isInvoice(move)
    ? untaxed(env, move)
    : cents(linesOf(env, move).reduce((sum, line) => sum + amount(line.debit), 0));

/** In the company's currency, with the sign of what it does to the company's money. */
export function totalSigned(env: Env, move: Row): number {
  if (!isInvoice(move)) return total(env, move);
  return cents((inboundSign(move) * total(env, move)) / (amount(move.invoice_currency_rate) || 1));
}

/** A hint, nothing more: Odoo lets the same bill of the same vendor be made and posted twice. */
export function duplicates(env: Env, move: Row): readonly number[] {
  if (!text(move.ref) || !text(move.move_type).startsWith("in_")) return [];
  return env
    .pointing("account.move", "partner_id", Number(move.partner_id))
    .filter((other) => other.id !== move.id && other.ref === move.ref && other.move_type === move.move_type)
    .filter((other) => other.state !== "cancel")
    .map(({ id }) => id);
}

const NAMES: Readonly<Record<string, string>> = {
  out_invoice: "Invoice",
  out_refund: "Credit Note",
  in_invoice: "Bill",
  in_refund: "Vendor Credit Note",
  entry: "Entry",
};
export function moveName(_: Env, move: Row): string {
  const number = text(move.name) || `Draft ${NAMES[text(move.move_type)] ?? "Entry"}`;
  return text(move.ref) ? `${number} (${text(move.ref)})` : number;
}
