import type { CommandHandler } from "./handler";
import { findOrderInvoice, type OrderInvoicePlan, planOrderInvoice, sendOrderInvoice } from "./order-invoice";

/**
 * A draft credit note over what came back of an order: the same dialogue as for an invoice, which turns what is owed to the customer into a credit
 * note.
 */
export const returnCreditNote: CommandHandler<"return_credit_note", OrderInvoicePlan> = {
  lookUp: (client, request) => findOrderInvoice(client, request, "credit"),
  plan: (client, request, found) => planOrderInvoice(client, request, "credit", found),
  baselineOf: ({ lastMoveId }) => ({ lastMoveId }),
  send: sendOrderInvoice,
};
