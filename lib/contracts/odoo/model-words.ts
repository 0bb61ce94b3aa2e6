/** What people call Odoo's models: several of them, and one document of it. */
const MODEL_WORDS: Readonly<Record<string, readonly [several: string, one: string]>> = {
  "res.company": ["Companies", "Company"],
  "res.currency": ["Currencies", "Currency"],
  "res.currency.rate": ["Exchange rates", "Exchange rate"],
  "res.country.state": ["States and provinces", "State"],
  "res.partner": ["Partners", "Partner"],
  "product.product": ["Products", "Product"],
  "delivery.carrier": ["Carriers", "Carrier"],
  "stock.warehouse": ["Warehouses", "Warehouse"],
  "stock.location": ["Stock locations", "Stock location"],
  "stock.picking.type": ["Operation types", "Operation type"],
  "sale.order": ["Sales orders", "Sales order"],
  "sale.order.line": ["Sales order lines", "Sales order line"],
  "purchase.order": ["Purchase orders", "Purchase order"],
  "purchase.order.line": ["Purchase order lines", "Purchase order line"],
  "stock.picking": ["Deliveries and receipts", "Delivery"],
  "stock.move": ["Stock moves", "Stock move"],
  "account.move": ["Invoices, bills and entries", "Journal entry"],
  "account.move.line": ["Invoice and entry lines", "Entry line"],
  "account.payment": ["Payments", "Payment"],
  "stock.quant": ["Stock on hand", "Stock on hand"],
  "ir.attachment": ["Attachments", "Attachment"],
  "mail.message": ["Chatter messages", "Message"],
  "mail.tracking.value": ["Tracked changes", "Tracked change"],
};

/** "Sales orders"; a model without words of its own shows as Odoo names it. */
export function modelWords(model: string): string {
  return MODEL_WORDS[model]?.[0] ?? model;
}

/** "Sales order": one document of the model. */
export function documentWord(model: string): string {
  return MODEL_WORDS[model]?.[1] ?? model;
}
