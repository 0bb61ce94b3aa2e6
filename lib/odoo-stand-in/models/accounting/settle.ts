import type { Env } from "../../records/env";
import { put } from "../../records/write";
import { amount, cents } from "../../registry/values";
import { total } from "./move-values";

/** Sets a credit note off against the invoice it reverses. */
export function settle(env: Env, invoice: number, credit: number): void {
  const owed = amount(env.row("account.move", invoice).amount_residual);
  const given = amount(env.row("account.move", credit).amount_residual);
  const used = Math.min(owed, given);
  if (used <= 0) return;
  reduce(env, invoice, used, "reversed");
  reduce(env, credit, used, "paid");
}

/** Takes a payment off what is open. `settled` is the state at zero. */
export function reduce(
  env: Env,
  id: number,
  used: number,
  settled: "paid" | "reversed" | "in_payment",
): void {
  const move = env.row("account.move", id);
  const residual = cents(amount(move.amount_residual) - used);
  const whole = total(env, move);
  const state = residual <= 0 ? settled : residual < whole ? "partial" : "not_paid";
  put(env, "account.move", id, { amount_residual: Math.max(0, residual), payment_state: state });
}
