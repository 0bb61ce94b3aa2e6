import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { put } from "../../records/write";
import { action, type Model } from "../../registry/model";
import { amount, cents, reference, text, type Values } from "../../registry/values";
import { refuseTaxes } from "../sales/order";
import { accountOf, balance, sides } from "./balance";
import { moveLineFields } from "./line-fields";
import { moveFields } from "./move-fields";
import { isInvoice, isSale, moveName } from "./move-values";
import { post } from "./post";

/** Locked once posted; amounts of posted lines are not, which is Odoo's own gap. */
const LOCKED = ["invoice_line_ids", "line_ids", "invoice_date", "date", "partner_id", "currency_id"];

export const moveModel: Model = {
  model: "account.move",
  indexed: ["name", "ref"],
  label: "Journal Entry",
  order: "date desc, name desc, invoice_date desc, id desc",
  thread: true,
  fields: moveFields,
  displayName: moveName,
  prepare: prepareMove,
  afterCreate: (env, id) => balance(env, id),
  beforeWrite: (env, ids, values) => {
    const locked = Object.keys(values).filter((field) => LOCKED.includes(field));
    if (locked.length > 0 && env.rows("account.move", ids).some(({ state }) => state === "posted"))
      throw userError(
        `You cannot modify the following readonly fields on a posted move: ${locked.join(", ")}`,
      );
    return withLines(values);
  },
  afterWrite: (env, before, values) => {
    if (!["line_ids", "invoice_date", "currency_id"].some((field) => field in values)) return;
    for (const { id } of before) balance(env, id);
  },
  beforeUnlink: (env, ids) => {
    if (env.rows("account.move", ids).some(({ state }) => state === "posted"))
      throw userError(
        "You can't delete a posted journal item. Don’t play games with your accounting records; reset the journal entry to draft before deleting it.",
      );
  },
  methods: {
    action_post: action(post),
    button_cancel: action((env, ids) => {
      for (const id of ids) put(env, "account.move", id, { state: "cancel", auto_post: "no" });
      return null;
    }),
    button_draft: action((env, ids) => {
      for (const move of env.rows("account.move", ids)) {
        if (move.state !== "posted" && move.state !== "cancel")
          throw userError("Only posted/cancelled journal entries can be reset to draft.");
        put(env, "account.move", move.id, { state: "draft", payment_state: "not_paid" });
      }
      return null;
    }),
  },
};

const JOURNAL_TYPE: Readonly<Record<string, string>> = { out: "sale", in: "purchase" };

function prepareMove(env: Env, values: Values): Values {
  const type = text((values.move_type ?? env.context.default_move_type ?? "entry") as string);
  const company = Number(values.company_id ?? env.companyId);
  const journal =
    values.journal_id ?? journalOf(env, company, JOURNAL_TYPE[type.split("_")[0] ?? ""] ?? "general");
  return withLines({
    state: "draft",
    payment_state: "not_paid",
    auto_post: "no",
    date: (values.invoice_date as string) || env.today,
    // Due the same day unless terms say otherwise; an entry is never due.
    invoice_date_due: type === "entry" ? false : (values.invoice_date as string) || env.today,
    currency_id: reference(env.row("res.company", company).currency_id),
    company_id: company,
    invoice_currency_rate: 1,
    ...values,
    move_type: type,
    journal_id: journal,
  });
}

/** `invoice_line_ids` is another view of the same lines. */
function withLines(values: Values): Values {
  const { invoice_line_ids: given, ...rest } = values;
  if (!Array.isArray(given)) return values;
  return { ...rest, line_ids: [...((rest.line_ids as unknown[]) ?? []), ...given] };
}

function journalOf(env: Env, company: number, type: string): number {
  for (const journal of env.store.table("account.journal").rows.values())
    if (journal.company_id === company && journal.type === type) return journal.id;
  throw userError(
    `No journal could be found in company ${text(env.find("res.company", company)?.name)} for any of those types: ${type}`,
  );
}

export const moveLineModel: Model = {
  model: "account.move.line",
  label: "Journal Item",
  order: "date desc, move_name desc, id",
  fields: moveLineFields,
  displayName: (env, line) => {
    const move = env.find("account.move", reference(line.move_id));
    return [move ? moveName(env, move) : "", text(line.name)].filter(Boolean).join(" ");
  },
  prepare: prepareLine,
  beforeWrite: (_, __, values) => {
    refuseTaxes(values);
    if (!("debit" in values) && !("credit" in values)) return values;
    return { ...values, ...sides(cents(amount(values.debit as number) - amount(values.credit as number))) };
  },
  afterWrite: (env, before, values) => {
    if (!["quantity", "price_unit", "discount", "debit", "credit"].some((field) => field in values)) return;
    for (const move of new Set(before.map((line) => reference(line.move_id)))) balance(env, move);
  },
};

function prepareLine(env: Env, values: Values): Values {
  refuseTaxes(values);
  const move = env.row("account.move", Number(values.move_id));
  const product = env.find("product.product", Number(values.product_id));
  const base = { display_type: "product", sequence: 100, ...values };
  if (!isInvoice(move)) return { ...base, ...entrySides(values) };
  return {
    quantity: 1,
    price_unit: product ? amount(isSale(move) ? product.list_price : product.standard_price) : 0,
    name: product ? env.displayName("product.product", product) : false,
    account_id: accountOf(env, isSale(move) ? "income" : "expense"),
    ...base,
  };
}

function entrySides(values: Values) {
  const given = (field: string) => amount(Number(values[field] ?? 0));
  const value = "balance" in values ? given("balance") : cents(given("debit") - given("credit"));
  return { ...sides(value), amount_currency: value };
}
