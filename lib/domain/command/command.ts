/** Decimal string as Odoo takes it, in the document's currency ("1180.00"). */
type Decimal = string;

/** A line of a bill or entry we create. `productCode` is the internal reference (`default_code`). */
export interface BillLine {
  readonly name: string;
  readonly quantity: Decimal;
  readonly unitPrice: Decimal;
  readonly productCode?: string;
  readonly productId?: number;
  readonly accountCode?: string;
  readonly analyticDistribution?: Readonly<Record<string, number>>;
}

interface EntryLine {
  readonly name: string;
  readonly accountCode: string;
  readonly debit: Decimal;
  readonly credit: Decimal;
  readonly partnerId?: number;
}

/** What each kind of command says, in Odoo's ids. `companyId` is Odoo's `res.company`; writes name it always. */
export interface CommandPayloads {
  /** A note in the chatter of a delivery. */
  readonly status_note: { readonly companyId: number; readonly pickingId: number; readonly text: string };
  readonly tracking_reference: {
    readonly companyId: number;
    readonly pickingId: number;
    readonly trackingReference: string;
  };
  /** A proof of delivery. `contentBase64` is its bytes, at most 10 MiB. */
  readonly pod_attachment: {
    readonly companyId: number;
    readonly pickingId: number;
    readonly fileName: string;
    readonly mimeType: string;
    readonly contentBase64: string;
  };
  readonly draft_customer_invoice: { readonly companyId: number; readonly saleOrderId: number };
  readonly post_customer_invoice: {
    readonly companyId: number;
    readonly invoiceId: number;
    /** `YYYY-MM-DD`; Odoo would take today in the user's zone. */
    readonly invoiceDate: string;
  };
  readonly vendor_bill: {
    readonly companyId: number;
    readonly partnerId: number;
    /** The carrier's invoice number. */
    readonly reference: string;
    readonly origin: string | null;
    readonly invoiceDate: string;
    /** ISO 4217. */
    readonly currency: string;
    readonly lines: readonly BillLine[];
    readonly post: boolean;
  };
  readonly accrual_entry: {
    readonly companyId: number;
    readonly journalCode: string;
    readonly date: string;
    readonly reference: string;
    readonly lines: readonly EntryLine[];
  };
  readonly accrual_reversal: {
    readonly companyId: number;
    readonly entryId: number;
    readonly date: string;
    readonly reason: string;
  };
  /** Credits what came back of an order (`qty_to_invoice` below zero). */
  readonly return_credit_note: { readonly companyId: number; readonly saleOrderId: number };
}

export type CommandKind = keyof CommandPayloads;
export type CommandPayload = CommandPayloads[CommandKind];

/** What Odoo shows after the effect. */
export interface CommandResult {
  readonly model: string;
  readonly id: number;
  readonly name: string | null;
  readonly state: string | null;
}

/**
 * What Odoo showed when a command was sent for the first time, where its effect can't carry a mark of ours: only what came after can be its work.
 * A person's retry of a rejected command starts anew.
 */
export interface CommandBaseline {
  /** The newest invoice or credit note of the order; 0 when there was none. */
  readonly lastMoveId?: number;
  /** The delivery's tracking field as it was; "" when it was empty. */
  readonly trackingReference?: string;
}
