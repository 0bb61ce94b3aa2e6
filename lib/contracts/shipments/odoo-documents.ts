export const ODOO_DOCUMENT_KINDS = [
  "order",
  "purchase_order",
  "delivery",
  "receipt",
  "backorder",
  "return",
  "invoice",
  "credit_note",
  "vendor_bill",
  "payment",
] as const;
export type OdooDocumentKind = (typeof ODOO_DOCUMENT_KINDS)[number];

/** A document of Odoo behind a shipment, as last read. */
export interface OdooDocumentLine {
  /** `model,id`. */
  readonly key: string;
  readonly kind: OdooDocumentKind;
  readonly name: string;
  /** Odoo's own word for its state, in English. */
  readonly state: string;
  readonly isDone: boolean;
  /** A day, `YYYY-MM-DD`: ordered, done or planned, invoiced, paid. */
  readonly day: string | null;
  /** With its currency; null for whoever may not see money. */
  readonly amount: string | null;
  /** Odoo's own screen of it. */
  readonly url: string | null;
  /** Odoo has it no more. */
  readonly gone: boolean;
}

/** What one Odoo holds of a shipment. */
export interface OdooDocuments {
  readonly connectionId: string;
  readonly name: string;
  readonly documents: readonly OdooDocumentLine[];
  /** Since when this Odoo has not answered, epoch milliseconds: the documents are as read before. */
  readonly unreachableSince: number | null;
}

/** The document an event of the timeline was told by. */
export interface OdooDocumentLink {
  readonly name: string;
  readonly url: string | null;
}
