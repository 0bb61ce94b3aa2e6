import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { create } from "../../records/write";
import { boolean, char, date, many2many, many2one, monetary } from "../../registry/field";
import { action, type Model } from "../../registry/model";
import { amount, ids, type Row, reference, text } from "../../registry/values";
import { nextName } from "../technical/sequence";
import { isSale } from "./move-values";
import { paymentFields } from "./payment-fields";
import { reduce } from "./settle";

export const paymentModel: Model = {
  model: "account.payment",
  label: "Payments",
  order: "date desc, name desc",
  thread: true,
  fields: paymentFields,
  displayName: (_, payment) => text(payment.name) || "Draft Payment",
  prepare: (env, values) => ({
    state: "draft",
    date: env.today,
    company_id: env.companyId,
    currency_id: reference(env.row("res.company", env.companyId).currency_id),
    ...values,
  }),
};

/** The wizard "Register payment". One payment a document unless grouped. */
export const registerModel: Model = {
  model: "account.payment.register",
  label: "Pay",
  transient: true,
  displayName: (_, row) => `account.payment.register,${row.id}`,
  fields: {
    invoice_ids: many2many("account.move", "Invoices"),
    payment_date: date("Payment Date"),
    amount: monetary("Amount"),
    journal_id: many2one("account.journal", "Journal"),
    communication: char("Memo"),
    group_payment: boolean("Group Payments"),
    currency_id: many2one("res.currency", "Currency"),
    company_id: many2one("res.company", "Company"),
  },
  prepare: (env, values) => {
    const asked = env.context.active_ids;
    if (env.context.active_model !== "account.move" || !Array.isArray(asked))
      throw userError(
        "The register payment wizard should only be called on account.move or account.move.line records.",
      );
    const moves = env.rows("account.move", asked);
    if (moves.some((move) => move.state !== "posted"))
      throw userError("You can only register payment for posted journal entries.");
    if (moves.every((move) => amount(move.amount_residual) === 0))
      throw userError(
        "You can't register a payment because there is nothing left to pay on the selected journal items.",
      );
    return {
      payment_date: env.today,
      company_id: env.companyId,
      amount: moves.reduce((sum, move) => sum + amount(move.amount_residual), 0),
      ...values,
      invoice_ids: [[6, 0, asked]],
    };
  },
  methods: {
    action_create_payments: action((env, [id = 0]) =>
      createPayments(env, env.row("account.payment.register", id)),
    ),
  },
};

function createPayments(env: Env, wizard: Row) {
  const open = env
    .rows("account.move", ids(wizard.invoice_ids))
    .filter((move) => amount(move.amount_residual) > 0);
  const single = open.length === 1;
  const made = open.map((move) => {
    const owed = amount(move.amount_residual);
    return pay(env, wizard, move, single ? Math.min(amount(wizard.amount) || owed, owed) : owed);
  });
  return {
    name: "Payments",
    type: "ir.actions.act_window",
    res_model: "account.payment",
    context: { create: false },
    ...(made.length === 1
      ? { view_mode: "form", res_id: made[0] }
      : { view_mode: "list,form", domain: [["id", "in", made]] }),
  };
}

function pay(env: Env, wizard: Row, move: Row, value: number): number {
  const journal = env.row(
    "account.journal",
    reference(wizard.journal_id) || bankOf(env, reference(move.company_id)),
  );
  const receives = move.move_type === "out_invoice" || move.move_type === "in_refund";
  const prefix = `P${text(journal.code)}/${text(wizard.payment_date).slice(0, 4)}/`;
  const id = create(env, "account.payment", {
    name: nextName(env, `payment ${journal.id} ${prefix}`, prefix, 5),
    payment_type: receives ? "inbound" : "outbound",
    partner_type: isSale(move) ? "customer" : "supplier",
    partner_id: move.partner_id,
    amount: value,
    currency_id: move.currency_id,
    company_id: move.company_id,
    date: wizard.payment_date,
    memo: wizard.communication || move.payment_reference || move.ref || move.name,
    journal_id: journal.id,
    invoice_ids: [[6, 0, [move.id]]],
    state: "paid",
  });
  reduce(env, move.id, value, "paid");
  return id;
}

function bankOf(env: Env, company: number): number {
  for (const journal of env.store.table("account.journal").rows.values())
    if (journal.company_id === company && journal.type === "bank") return journal.id;
  throw userError("No bank journal could be found.");
}
