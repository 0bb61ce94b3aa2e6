import type { OdooClient, OdooContext } from "../client/odoo-client";
import {
  idsOf,
  MOVE_FIELDS,
  readNeeded,
  readOne,
  refuseDialogue,
  resultOf,
  touchedMove,
} from "./account-move";
import { CommandRefusal, type Finding } from "./handler";

export interface OrderInvoicePlan {
  readonly saleOrderId: number;
  readonly context: OdooContext;
}

/** `bill`: what was delivered and not invoiced. `credit`: what was invoiced and came back. */
export type InvoiceDirection = "bill" | "credit";

/**
 * Whether the order's invoice (or credit note) is there. Odoo's own measure is the guard: a line's `qty_to_invoice` counts drafts as invoiced, and is
 * negative where a credit is owed. Nothing open and a document that is not cancelled: done, whoever made it; the newest draft is named.
 */
export async function findOrderInvoice(
  client: OdooClient,
  saleOrderId: number,
  direction: InvoiceDirection,
  context: OdooContext,
): Promise<Finding> {
  if ((await openLines(client, saleOrderId, direction, context)) > 0) return { state: "absent" };
  const moves = await client.searchRead(
    "account.move",
    [
      ["line_ids.sale_line_ids.order_id", "=", saleOrderId],
      ["move_type", "=", direction === "bill" ? "out_invoice" : "out_refund"],
      ["state", "!=", "cancel"],
    ],
    MOVE_FIELDS,
    { order: "id desc", limit: 20, context },
  );
  const move = moves.find(({ state }) => state === "draft") ?? moves[0];
  if (!move) return { state: "absent" };
  const order = await readOne(client, "sale.order", saleOrderId, ["order_line"], context);
  const lines = idsOf(order?.order_line).map((odooId) => ({ model: "sale.order.line", odooId }));
  const touched = [{ model: "sale.order", odooId: saleOrderId }, ...lines, ...touchedMove(move)];
  return { state: "done", result: resultOf("account.move", move), touched };
}

function openLines(
  client: OdooClient,
  saleOrderId: number,
  direction: InvoiceDirection,
  context: OdooContext,
): Promise<number> {
  return client.searchCount(
    "sale.order.line",
    [
      ["order_id", "=", saleOrderId],
      ["qty_to_invoice", direction === "bill" ? ">" : "<", 0],
    ],
    context,
  );
}

/** @throws {CommandRefusal} when the order is gone or not confirmed. */
export async function planOrderInvoice(
  client: OdooClient,
  saleOrderId: number,
  context: OdooContext,
): Promise<OrderInvoicePlan> {
  const order = await readNeeded(
    client,
    "sale.order",
    saleOrderId,
    ["name", "state"],
    context,
    "sales order",
  );
  // `done` is a locked order up to Odoo 16.
  if (order.state !== "sale" && order.state !== "done")
    throw new CommandRefusal(
      `Sales order ${order.name} is not confirmed in Odoo (${order.state}). No invoice was made.`,
    );
  return { saleOrderId, context };
}

/**
 * Odoo's own invoicing dialogue for one order. Arriving twice, also at once, it makes one document: both change the same order lines, and the
 * second finds nothing to invoice. A lost reply to the first step leaves a dialogue record that Odoo removes by itself.
 */
export async function sendOrderInvoice(
  client: OdooClient,
  { saleOrderId, context }: OrderInvoicePlan,
): Promise<void> {
  const values = {
    sale_order_ids: [[6, 0, [saleOrderId]]],
    advance_payment_method: "delivered",
    ...((await knowsConsolidation(client)) ? { consolidated_billing: false } : {}),
  };
  const dialogue = await client.create("sale.advance.payment.inv", values, context);
  const answer = await client.call("sale.advance.payment.inv", "create_invoices", [dialogue], {}, context);
  // Its answer is an action that opens what was made; anything else asks a question first.
  if (!opensInvoices(answer)) refuseDialogue(answer, "invoicing");
}

function opensInvoices(answer: unknown): boolean {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "res_model" in answer &&
    answer.res_model === "account.move"
  );
}

const consolidation = new WeakMap<OdooClient, boolean>();

/** Up to Odoo 16 the dialogue has no such field, and an unknown field fails the call. */
async function knowsConsolidation(client: OdooClient): Promise<boolean> {
  let known = consolidation.get(client);
  if (known === undefined) {
    known = "consolidated_billing" in (await client.fieldsGet("sale.advance.payment.inv", ["type"]));
    consolidation.set(client, known);
  }
  return known;
}
