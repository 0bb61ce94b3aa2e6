import type { CommandKind, CommandPayloads } from "./command";

/**
 * What the parts of a command's business key are, by kind. The key is what makes a command happen once, so it names the business fact, never a
 * time or a random id. Where a company works with two Odoos, say in the first part which one.
 */
export const BUSINESS_KEY_PARTS: Readonly<Record<CommandKind, readonly string[]>> = {
  /** The delivery and what the note is about: "WH/OUT/00341", the event's identity. */
  status_note: ["delivery", "subject"],
  /** The delivery and the number: going back to an earlier number is the same key and needs a third part, the change it answers. */
  tracking_reference: ["delivery", "tracking reference"],
  /** The delivery and the file's SHA-1 or the document's number. */
  pod_attachment: ["delivery", "document"],
  /** The order and what is billed with it: the delivery's name, or the number of the closing run. */
  draft_customer_invoice: ["order", "occasion"],
  post_customer_invoice: ["invoice"],
  vendor_bill: ["carrier", "invoice number"],
  /** The shipment and the period or charge the accrual is for. */
  accrual_entry: ["shipment", "subject"],
  accrual_reversal: ["accrual entry"],
  /** The order and the return's name. */
  return_credit_note: ["order", "return"],
};

export const MAX_KEY_PARTS = 4;
export const MAX_OPERATION_KEY_CHARS = 200;

/**
 * The operation key: kind and business key, `vendor_bill/NHFR/88-10422`. Parts lose space at their ends and in doubles and are in upper case,
 * because partners write one number in several ways; a slash inside a part becomes `%2F`.
 *
 * @throws {RangeError} when a part is empty, there are too few or too many, or the key is longer than `MAX_OPERATION_KEY_CHARS`.
 */
export function operationKeyOf(kind: CommandKind, businessKey: readonly string[]): string {
  const wanted = BUSINESS_KEY_PARTS[kind];
  if (businessKey.length < wanted.length || businessKey.length > MAX_KEY_PARTS) {
    throw new RangeError(`the business key of a ${kind} is: ${wanted.join(", ")}`);
  }
  const parts = businessKey.map((part) => part.trim().replace(/\s+/g, " ").toUpperCase());
  if (parts.some((part) => part === "")) throw new RangeError(`a part of the business key is empty`);
  const key = [kind, ...parts.map((part) => part.replaceAll("%", "%25").replaceAll("/", "%2F"))].join("/");
  if (key.length > MAX_OPERATION_KEY_CHARS) {
    throw new RangeError(`the business key is too long: ${key.length} characters`);
  }
  return key;
}

/** A command of any kind, its payload as its kind has it. */
export type AnyCommand = {
  [K in CommandKind]: { readonly kind: K; readonly payload: CommandPayloads[K] };
}[CommandKind];

/**
 * The Odoo document a command is about: `model,id`. One command at a time each, in the order they were given. What creates without a document stands
 * for itself, by its operation key.
 */
export function documentKeyOf(command: AnyCommand, operationKey: string): string {
  switch (command.kind) {
    case "status_note":
    case "tracking_reference":
    case "pod_attachment":
      return `stock.picking,${command.payload.pickingId}`;
    case "draft_customer_invoice":
    case "return_credit_note":
      return `sale.order,${command.payload.saleOrderId}`;
    case "post_customer_invoice":
      return `account.move,${command.payload.invoiceId}`;
    case "accrual_reversal":
      return `account.move,${command.payload.entryId}`;
    case "vendor_bill":
    case "accrual_entry":
      return operationKey;
  }
}
