import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { create, put } from "../../records/write";
import { char, date, many2many, many2one } from "../../registry/field";
import { action, type Model } from "../../registry/model";
import { amount, ids, type Row, reference, text } from "../../registry/values";
import { isInvoice, linesOf, productLines } from "./move-values";
import { post } from "./post";

const REVERSED_TYPE: Readonly<Record<string, string>> = {
  out_invoice: "out_refund",
  in_invoice: "in_refund",
  out_refund: "out_invoice",
  in_refund: "in_invoice",
  entry: "entry",
};

export const reversalModel: Model = {
  model: "account.move.reversal",
  label: "Account Move Reversal",
  transient: true,
  displayName: (_, row) => `account.move.reversal,${row.id}`,
  fields: {
    move_ids: many2many("account.move", "Move"),
    new_move_ids: many2many("account.move", "New Move"),
    date: date("Reversal date"),
    reason: char("Reason displayed on Credit Note"),
    journal_id: many2one("account.journal", "Journal"),
    company_id: many2one("res.company", "Company"),
  },
  prepare: (env, values) => {
    const asked = env.context.active_model === "account.move" ? env.context.active_ids : [];
    const moves = Array.isArray(asked) ? asked : [];
    return { date: env.today, company_id: env.companyId, move_ids: [[6, 0, moves]], ...values };
  },
  methods: {
    refund_moves: action((env, [id = 0]) => refundMoves(env, env.row("account.move.reversal", id))),
  },
};

function refundMoves(env: Env, wizard: Row) {
  const origins = env.rows("account.move", ids(wizard.move_ids));
  if (origins.some(({ state }) => state !== "posted"))
    throw userError("To reverse a journal entry, it has to be posted first.");
  const made = origins.map((origin) => reverse(env, origin, wizard));
  put(env, "account.move.reversal", wizard.id, { new_move_ids: made });
  return {
    name: "Reverse Moves",
    type: "ir.actions.act_window",
    res_model: "account.move",
    ...(made.length === 1
      ? {
          view_mode: "form",
          res_id: made[0],
          context: { default_move_type: env.row("account.move", made[0] ?? 0).move_type },
        }
      : { view_mode: "list,form", domain: [["id", "in", made]] }),
  };
}

/** An invoice's reversal is a draft credit note; an entry's is posted, or waits for its day when that lies ahead. */
function reverse(env: Env, origin: Row, wizard: Row): number {
  const day = text(wizard.date);
  const later = day > env.today;
  const invoice = isInvoice(origin);
  const id = create(env, "account.move", {
    move_type: REVERSED_TYPE[text(origin.move_type)] ?? "entry",
    partner_id: origin.partner_id,
    partner_shipping_id: origin.partner_shipping_id,
    company_id: origin.company_id,
    currency_id: origin.currency_id,
    journal_id: reference(wizard.journal_id) || reference(origin.journal_id),
    date: day,
    invoice_date: invoice ? day : false,
    invoice_date_due: invoice ? day : false,
    invoice_origin: origin.invoice_origin,
    ref: `Reversal of: ${text(origin.name)}${text(wizard.reason) ? `, ${text(wizard.reason)}` : ""}`,
    reversed_entry_id: origin.id,
    auto_post: later ? "at_date" : "no",
    line_ids: (invoice ? productLines(env, origin) : linesOf(env, origin)).map((line) => [
      0,
      0,
      mirrored(line, invoice),
    ]),
  });
  if (!invoice && !later) post(env, [id]);
  return id;
}

function mirrored(line: Row, invoice: boolean) {
  const same = {
    name: line.name,
    account_id: line.account_id,
    analytic_distribution: line.analytic_distribution,
  };
  if (!invoice) return { ...same, debit: amount(line.credit), credit: amount(line.debit) };
  return {
    ...same,
    product_id: line.product_id,
    quantity: line.quantity,
    price_unit: line.price_unit,
    discount: line.discount,
    sale_line_ids: [[6, 0, ids(line.sale_line_ids)]],
    purchase_line_id: line.purchase_line_id,
  };
}
