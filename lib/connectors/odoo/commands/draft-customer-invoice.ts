import type { CommandHandler } from "./handler";
import { findOrderInvoice, type OrderInvoicePlan, planOrderInvoice, sendOrderInvoice } from "./order-invoice";

/** A draft invoice over everything of an order that is delivered and not invoiced. */
export const draftCustomerInvoice: CommandHandler<"draft_customer_invoice", OrderInvoicePlan> = {
  lookUp: (client, request) => findOrderInvoice(client, request, "bill"),
  plan: (client, request, found) => planOrderInvoice(client, request, "bill", found),
  baselineOf: ({ lastMoveId }) => ({ lastMoveId }),
  send: sendOrderInvoice,
};
