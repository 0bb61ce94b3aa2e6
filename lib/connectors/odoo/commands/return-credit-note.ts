import { type CommandHandler, inCompany } from "./handler";
import { findOrderInvoice, type OrderInvoicePlan, planOrderInvoice, sendOrderInvoice } from "./order-invoice";

/**
 * A draft credit note over what came back of an order. The same dialogue as for an invoice, which turns what is owed to the customer into a credit
 * note; where more is open than owed, Odoo nets both in one invoice.
 */
export const returnCreditNote: CommandHandler<"return_credit_note", OrderInvoicePlan> = {
  lookUp: (client, { payload }) =>
    findOrderInvoice(client, payload.saleOrderId, "credit", inCompany(payload.companyId)),
  plan: (client, { payload }) => planOrderInvoice(client, payload.saleOrderId, inCompany(payload.companyId)),
  send: sendOrderInvoice,
};
