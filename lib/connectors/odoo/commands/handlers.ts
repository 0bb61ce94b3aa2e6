import type { CommandKind } from "@/lib/domain/command/command";
import { accrualEntry } from "./accrual-entry";
import { accrualReversal } from "./accrual-reversal";
import { draftCustomerInvoice } from "./draft-customer-invoice";
import type { CommandHandler } from "./handler";
import { podAttachment } from "./pod-attachment";
import { postCustomerInvoice } from "./post-customer-invoice";
import { returnCreditNote } from "./return-credit-note";
import { statusNote } from "./status-note";
import { trackingReference } from "./tracking-reference";
import { vendorBill } from "./vendor-bill";

/** How each kind of command reaches Odoo. */
export const COMMAND_HANDLERS: { readonly [K in CommandKind]: CommandHandler<K> } = {
  status_note: statusNote,
  tracking_reference: trackingReference,
  pod_attachment: podAttachment,
  draft_customer_invoice: draftCustomerInvoice,
  post_customer_invoice: postCustomerInvoice,
  vendor_bill: vendorBill,
  accrual_entry: accrualEntry,
  accrual_reversal: accrualReversal,
  return_credit_note: returnCreditNote,
} as { readonly [K in CommandKind]: CommandHandler<K> };
