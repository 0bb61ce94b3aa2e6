import type { MirroredRecord } from "@/db/queries/odoo/bundle-records";
import { recordKey } from "@/lib/connectors/odoo/bundle";
import { idOf, nameOf, numberOf, type OdooValues, textOf } from "@/lib/connectors/odoo/record-values";
import type { OdooDocumentKind, OdooDocumentLine } from "@/lib/contracts/shipments/odoo-documents";

/** Odoo's words for its states, as its English screens have them. */
const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "sale.order": {
    draft: "Quotation",
    sent: "Quotation sent",
    sale: "Sales order",
    done: "Locked",
    cancel: "Cancelled",
  },
  "purchase.order": {
    draft: "RFQ",
    sent: "RFQ sent",
    "to approve": "To approve",
    purchase: "Purchase order",
    done: "Locked",
    cancel: "Cancelled",
  },
  "stock.picking": {
    draft: "Draft",
    waiting: "Waiting for another operation",
    confirmed: "Waiting",
    assigned: "Ready",
    done: "Done",
    cancel: "Cancelled",
  },
  "account.move": { draft: "Draft", posted: "Posted", cancel: "Cancelled" },
  "account.payment": {
    draft: "Draft",
    posted: "Posted",
    in_process: "In process",
    paid: "Paid",
    canceled: "Cancelled",
    rejected: "Rejected",
  },
};
const PAID: Readonly<Record<string, string>> = {
  in_payment: "In payment",
  paid: "Paid",
  partial: "Partly paid",
  reversed: "Reversed",
  blocked: "Payment blocked",
};
const BILLED: Readonly<Record<string, OdooDocumentKind>> = {
  out_invoice: "invoice",
  out_refund: "credit_note",
  in_invoice: "vendor_bill",
};
const DONE = new Set(["sale", "purchase", "done", "posted", "paid"]);
/** Where the date of a document stands, the first that has one. */
const DAYS: Readonly<Record<string, readonly string[]>> = {
  "sale.order": ["date_order"],
  "purchase.order": ["date_approve", "date_order"],
  "stock.picking": ["date_done", "scheduled_date"],
  "account.move": ["invoice_date", "date"],
  "account.payment": ["date"],
};

/** One document as the shipment's page shows it; null for what is none. */
export function documentLine(
  record: MirroredRecord,
  url: string | null,
  seesMoney: boolean,
): OdooDocumentLine | null {
  const { model, odooId, values, deleted } = record;
  const kind = kindOf(model, values);
  if (!kind) return null;
  const state = textOf(values, "state") ?? "";
  const paid = model === "account.move" && state === "posted" ? textOf(values, "payment_state") : null;
  const [day] = (DAYS[model] ?? []).flatMap((field) => textOf(values, field) ?? []);
  return {
    key: recordKey(model, odooId),
    kind,
    name: documentName(record),
    state: deleted ? "Deleted" : ((paid && PAID[paid]) ?? STATES[model]?.[state] ?? state),
    isDone: !deleted && DONE.has(state),
    day: day?.slice(0, 10) ?? null,
    amount: seesMoney ? amountOf(values) : null,
    url,
    gone: deleted,
  };
}

/** Its number; a draft has none and is called by its kind. */
export function documentName({ model, odooId, values }: MirroredRecord): string {
  const name = textOf(values, "name");
  if (name && name !== "/") return name;
  return model === "account.move" ? `Draft ${odooId}` : `${model} ${odooId}`;
}

function kindOf(model: string, values: OdooValues): OdooDocumentKind | null {
  switch (model) {
    case "sale.order":
      return "order";
    case "purchase.order":
      return "purchase_order";
    case "account.payment":
      return "payment";
    case "account.move":
      return BILLED[textOf(values, "move_type") ?? ""] ?? null;
    case "stock.picking":
      if (idOf(values, "return_id")) return "return";
      if (idOf(values, "backorder_id")) return "backorder";
      return textOf(values, "picking_type_code") === "incoming" ? "receipt" : "delivery";
    default:
      return null;
  }
}

function amountOf(values: OdooValues): string | null {
  const amount = numberOf(values, "amount_total") ?? numberOf(values, "amount");
  const currency = nameOf(values, "currency_id");
  if (amount === null || !currency) return null;
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`;
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency, currencyDisplay: "code" });
  const parts = format.formatToParts(amount).filter(({ type }) => type !== "currency" && type !== "literal");
  return `${parts.map(({ value }) => value).join("")} ${currency}`;
}
