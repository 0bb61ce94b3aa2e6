import type { Transaction } from "@/db/client";
import { markOrdersBehind } from "@/db/queries/billing/mark-orders";
import { markDeliveriesBehind, markJustToldTo } from "@/db/queries/odoo/deliveries";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";

/** Records by whose change a delivery's story changes. Masters are not among them: a partner's new name does not rewrite what was told long ago. */
const TOLD = new Set([
  "stock.picking",
  "stock.move",
  "sale.order",
  "sale.order.line",
  "purchase.order",
  "purchase.order.line",
  "account.move",
  "account.move.line",
  "account.payment",
  "mail.message",
  "mail.tracking.value",
  "ir.attachment",
]);
/** Records that decide what an order has open to bill. */
const BILLED = new Set([
  ...["stock.picking", "stock.move", "sale.order", "sale.order.line", "account.move", "account.move.line"],
  ...["product.product", "res.partner", "res.currency.rate"],
]);
/**
 * Marks every delivery and receipt whose story these changed records are part of, and every order whose open amounts they decide, in the transaction
 * that stored them. `changed`: model → Odoo ids. A record that comes before what it points to finds nothing, and is found when that comes.
 */
export async function markDirtyDeliveries(
  tx: Transaction,
  owner: OdooOwner,
  changed: ReadonlyMap<string, readonly number[]>,
  now: Date,
): Promise<void> {
  const records = recordsOf(changed, TOLD);
  const partners = changed.get("res.partner") ?? [];
  if (partners.length > 0) await markJustToldTo(tx, owner, partners, now);
  if (records.length > 0) await markDeliveriesBehind(tx, owner, records, now);
  const billed = recordsOf(changed, BILLED);
  if (billed.length > 0) await markOrdersBehind(tx, owner, billed, now);
}

function recordsOf(changed: ReadonlyMap<string, readonly number[]>, models: ReadonlySet<string>) {
  return [...changed]
    .filter(([model]) => models.has(model))
    .flatMap(([model, ids]) => ids.map((odooId) => ({ model, odooId })));
}
