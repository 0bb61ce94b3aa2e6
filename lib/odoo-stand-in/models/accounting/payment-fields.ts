import {
  char,
  computed,
  date,
  type Field,
  many2many,
  many2one,
  monetary,
  selection,
} from "../../registry/field";
import * as work from "./payment-values";

export const paymentFields: Readonly<Record<string, Field>> = {
  name: char("Number"),
  state: selection(
    "State",
    [
      ["draft", "Draft", "Brouillon"],
      ["in_process", "In Process", "En cours"],
      ["paid", "Paid", "Payé"],
      ["canceled", "Canceled", "Annulé"],
      ["rejected", "Rejected", "Refusé"],
    ],
    { required: true, tracked: true },
  ),
  payment_type: selection(
    "Payment Type",
    [
      ["outbound", "Send"],
      ["inbound", "Receive"],
    ],
    { required: true, tracked: true },
  ),
  partner_type: selection(
    "Partner Type",
    [
      ["customer", "Customer"],
      ["supplier", "Vendor"],
    ],
    { required: true, tracked: true },
  ),
  partner_id: many2one("res.partner", "Customer/Vendor", { tracked: true }),
  amount: monetary("Amount"),
  currency_id: many2one("res.currency", "Currency"),
  date: date("Date", { required: true, tracked: true }),
  memo: char("Memo", { tracked: true }),
  journal_id: many2one("account.journal", "Journal", { required: true }),
  invoice_ids: many2many("account.move", "Invoices"),
  reconciled_invoice_ids: computed(many2many("account.move", "Reconciled Invoices"), work.customerInvoices),
  reconciled_bill_ids: computed(many2many("account.move", "Reconciled Bills"), work.bills),
  company_id: many2one("res.company", "Company"),
  move_id: many2one("account.move", "Journal Entry"),
  payment_reference: char("Payment Reference", { tracked: true }),
};
