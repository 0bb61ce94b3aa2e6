import { userError, validationError } from "../../failure";
import type { Env } from "../../records/env";
import { put } from "../../records/write";
import { type Row, reference, text } from "../../registry/values";
import { nextName } from "../technical/sequence";
import { balance } from "./balance";
import { isInvoice, linesOf, total } from "./move-values";
import { settle } from "./settle";

/** Posts drafts: gives them their number. Answers `false`, which is success. */
export function post(env: Env, ids: readonly number[]): false {
  for (const move of env.rows("account.move", ids)) {
    requirePostable(env, move);
    const day = text(move.invoice_date) || (isInvoice(move) ? env.today : text(move.date));
    const date = isInvoice(move) ? day : text(move.date);
    put(env, "account.move", move.id, {
      date,
      ...(isInvoice(move) ? { invoice_date: day, invoice_date_due: text(move.invoice_date_due) || day } : {}),
    });
    balance(env, move.id);
    const name = text(move.name) || numberOf(env, env.row("account.move", move.id));
    put(env, "account.move", move.id, {
      name,
      state: "posted",
      posted_before: true,
      ...(move.move_type === "out_invoice" && !move.payment_reference ? { payment_reference: name } : {}),
      amount_residual: isInvoice(move) ? total(env, move) : 0,
    });
    nameTerm(env, env.row("account.move", move.id));
    creditOrigin(env, env.row("account.move", move.id));
  }
  return false;
}

function requirePostable(env: Env, move: Row): void {
  if (move.state !== "draft")
    throw userError(`The entry ${text(move.name)} (id ${move.id}) must be in draft.`);
  if (linesOf(env, move).length === 0) throw userError("You need to add a line before posting.");
  if (isInvoice(move) && !move.partner_id)
    throw userError("The field 'Customer' is required, please complete it to validate the Customer Invoice.");
  if (text(move.move_type).startsWith("in_") && !move.invoice_date)
    throw userError("The Bill/Refund date is required to validate this document.");
  if (!move.journal_id) throw validationError("No journal could be found.");
}

/** Sales number by year, the rest by month; credit notes have a series of their own. */
function numberOf(env: Env, move: Row): string {
  const journal = env.row("account.journal", reference(move.journal_id));
  const [year = "", month = ""] = text(move.date).split("-");
  const yearly = ["sale", "bank", "cash"].includes(text(journal.type));
  const refund = text(move.move_type).endsWith("_refund") ? "R" : "";
  const prefix = `${refund}${text(journal.code)}/${year}/${yearly ? "" : `${month}/`}`;
  return nextName(env, `move ${journal.id} ${prefix}`, prefix, yearly ? 5 : 4);
}

function nameTerm(env: Env, move: Row): void {
  const term = linesOf(env, move).find((line) => line.display_type === "payment_term");
  const name = [text(move.ref), text(move.payment_reference)].filter(Boolean).join(" - ") || false;
  if (term) put(env, "account.move.line", term.id, { name });
}

/** A credit note made from an invoice settles it: paid and reversed, both at zero. */
function creditOrigin(env: Env, move: Row): void {
  const origin = env.find("account.move", reference(move.reversed_entry_id));
  if (origin?.state !== "posted" || !isInvoice(move)) return;
  settle(env, origin.id, move.id);
}
