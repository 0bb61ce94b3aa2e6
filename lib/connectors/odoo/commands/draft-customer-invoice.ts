import { type CommandHandler, inCompany } from "./handler";
import { findOrderInvoice, type OrderInvoicePlan, planOrderInvoice, sendOrderInvoice } from "./order-invoice";

/** A draft invoice over everything of an order that is delivered and not invoiced. */
export const draftCustomerInvoice: CommandHandler<"draft_customer_invoice", OrderInvoicePlan> = {
  lookUp: (client, { payload }) =>
    findOrderInvoice(client, payload.saleOrderId, "bill", inCompany(payload.companyId)),
  plan: (client, { payload }) => planOrderInvoice(client, payload.saleOrderId, inCompany(payload.companyId)),
  send: sendOrderInvoice,
};
