import type { PayloadFact, PayloadLine } from "@/lib/contracts/commands/command-page";
import type { CommandKind, CommandPayload, CommandPayloads } from "@/lib/domain/command/command";
import { productOf } from "./command-amount";

type Names = (model: string, id: number) => string;
type Facts = readonly PayloadFact[];

/** Each kind says its own; `names` turns Odoo's ids into what people call the documents. */
const FACTS: {
  readonly [K in CommandKind]: (payload: CommandPayloads[K], names: Names, contentChars: number) => Facts;
} = {
  status_note: (p, names) => [delivery(p.pickingId, names), fact("Note", p.text)],
  tracking_reference: (p, names) => [
    delivery(p.pickingId, names),
    fact("Tracking reference", p.trackingReference),
  ],
  pod_attachment: (p, names, contentChars) => [
    delivery(p.pickingId, names),
    fact("File", p.fileName),
    fact("Type", p.mimeType),
    fact("Size", `${Math.ceil((contentChars * 3) / 4 / 1024).toLocaleString("en")} KiB`),
  ],
  draft_customer_invoice: (p, names) => [order(p.saleOrderId, names)],
  post_customer_invoice: (p, names) => [
    fact("Invoice", names("account.move", p.invoiceId)),
    fact("Invoice date", p.invoiceDate),
  ],
  vendor_bill: (p, names) => [
    fact("Vendor", names("res.partner", p.partnerId)),
    fact("Their invoice number", p.reference),
    ...(p.origin ? [fact("Origin", p.origin)] : []),
    fact("Invoice date", p.invoiceDate),
    fact("Currency", p.currency),
    fact("Afterwards", p.post ? "posted at once" : "left as a draft"),
  ],
  accrual_entry: (p) => [
    fact("Reference", p.reference),
    fact("Journal", p.journalCode),
    fact("Date", p.date),
  ],
  accrual_reversal: (p, names) => [
    fact("Entry", names("account.move", p.entryId)),
    fact("Date", p.date),
    fact("Because", p.reason),
  ],
  return_credit_note: (p, names) => [order(p.saleOrderId, names)],
};

/** What a command says, line by line. The bytes of an attachment are not among it. */
export function payloadFacts<K extends CommandKind>(
  kind: K,
  payload: CommandPayloads[K],
  names: Names,
  contentChars: number,
): Facts {
  return [
    ...FACTS[kind](payload, names, contentChars),
    fact("Company", names("res.company", payload.companyId)),
  ];
}

/** Lines of a bill or an entry, as they will stand in Odoo. */
export function payloadLines(kind: CommandKind, payload: CommandPayload): readonly PayloadLine[] {
  if (kind === "vendor_bill") {
    return (payload as CommandPayloads["vendor_bill"]).lines.map((line) => ({
      name: line.name,
      detail: [
        `${line.quantity} × ${line.unitPrice}`,
        line.productCode && `product ${line.productCode}`,
        line.accountCode && `account ${line.accountCode}`,
      ]
        .filter(Boolean)
        .join(", "),
      amount: productOf(line.quantity, line.unitPrice) ?? "?",
    }));
  }
  if (kind === "accrual_entry") {
    return (payload as CommandPayloads["accrual_entry"]).lines.map((line) => {
      const isDebit = Number(line.debit) !== 0;
      const detail = `account ${line.accountCode}, ${isDebit ? "debit" : "credit"}`;
      return { name: line.name, detail, amount: isDebit ? line.debit : line.credit };
    });
  }
  return [];
}

/** The records a payload names, so that their names can be looked up. */
export function recordsNamed(payload: CommandPayload): readonly { model: string; odooId: number }[] {
  const models: Readonly<Record<string, string>> = {
    companyId: "res.company",
    pickingId: "stock.picking",
    saleOrderId: "sale.order",
    invoiceId: "account.move",
    entryId: "account.move",
    partnerId: "res.partner",
  };
  return Object.entries(payload).flatMap(([field, id]) => {
    const model = models[field];
    return model && typeof id === "number" ? [{ model, odooId: id }] : [];
  });
}

function fact(name: string, value: string): PayloadFact {
  return { name, value };
}

function delivery(id: number, names: Names): PayloadFact {
  return fact("Delivery", names("stock.picking", id));
}

function order(id: number, names: Names): PayloadFact {
  return fact("Sales order", names("sale.order", id));
}
