import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { create, put } from "../../records/write";
import { amount, cents, type Row, reference, text } from "../../registry/values";
import { subtotal } from "./line-values";
import { inboundSign, isInvoice, isSale, linesOf, productLines, total } from "./move-values";

/** After every change of lines: an entry must balance, an invoice balances itself with its receivable or payable line. */
export function balance(env: Env, id: number): void {
  const move = env.row("account.move", id);
  if (isInvoice(move)) balanceInvoice(env, move);
  else requireBalance(env, move);
}

function requireBalance(env: Env, move: Row): void {
  const sum = linesOf(env, move).reduce((all, line) => all + amount(line.balance), 0);
  if (cents(sum) !== 0) throw userError("The entry is not balanced.");
}

function balanceInvoice(env: Env, move: Row): void {
  const rate = rateOf(env, move);
  if (rate !== move.invoice_currency_rate) put(env, "account.move", move.id, { invoice_currency_rate: rate });
  // What the company earns or owes stands on the side opposite to the receivable or payable.
  const sign = -inboundSign(move);
  let sum = 0;
  for (const line of productLines(env, move)) {
    const inCurrency = cents(sign * subtotal(env, line));
    const value = cents(inCurrency / rate);
    sum += value;
    if (value !== line.balance || inCurrency !== line.amount_currency)
      put(env, "account.move.line", line.id, { ...sides(value), amount_currency: inCurrency });
  }
  setTerm(env, move, cents(-sum));
  if (move.state !== "posted") put(env, "account.move", move.id, { amount_residual: total(env, move) });
}

function setTerm(env: Env, move: Row, value: number): void {
  const term = linesOf(env, move).find((line) => line.display_type === "payment_term");
  const values = { ...sides(value), amount_currency: cents(Math.sign(value) * total(env, move)) };
  if (term) {
    if (term.balance !== value) put(env, "account.move.line", term.id, values);
    return;
  }
  if (productLines(env, move).length === 0) return;
  const type = isSale(move) ? "asset_receivable" : "liability_payable";
  create(env, "account.move.line", {
    move_id: move.id,
    display_type: "payment_term",
    name: false,
    account_id: accountOf(env, type),
    ...values,
  });
}

export const sides = (value: number) => ({
  balance: value,
  debit: Math.max(0, value),
  credit: Math.max(0, -value),
});

export function accountOf(env: Env, type: string): number {
  for (const account of env.store.table("account.account").rows.values())
    if (account.account_type === type) return account.id;
  throw new Error(`The chart has no account of type ${type}.`);
}

/** Units of the document's currency for one of the company's, on the document's day. */
export function rateOf(env: Env, move: Row): number {
  const company = env.row("res.company", reference(move.company_id));
  if (move.currency_id === company.currency_id) return 1;
  return currencyRate(env, reference(move.currency_id), text(move.invoice_date) || text(move.date));
}

export function currencyRate(env: Env, currency: number, day: string): number {
  const known = env
    .pointing("res.currency.rate", "currency_id", currency)
    .filter((rate) => text(rate.name) <= day)
    .sort((a, b) => (text(a.name) < text(b.name) ? -1 : 1));
  return amount(known.at(-1)?.rate) || 1;
}
