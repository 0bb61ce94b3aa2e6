import type { CommandResult } from "@/lib/domain/command/command";
import type { OdooClient, OdooContext, OdooRecord } from "../client/odoo-client";
import { OdooError } from "../client/odoo-error";
import {
  idOf,
  idsOf,
  MOVE_FIELDS,
  readNeeded,
  readOne,
  refuseDialogue,
  resultOf,
  textOf,
  touchedMove,
} from "./account-move";
import { CommandRefusal, type CommandRequest, type Finding, inCompany } from "./handler";

export interface OrderInvoicePlan {
  readonly saleOrderId: number;
  readonly direction: InvoiceDirection;
  /** The newest invoice or credit note of the order before the send; 0 when there is none. */
  readonly lastMoveId: number;
  readonly context: OdooContext;
}

/** `bill`: what was delivered and not invoiced. `credit`: what was invoiced and came back. */
export type InvoiceDirection = "bill" | "credit";

const MOVE_TYPE = { bill: "out_invoice", credit: "out_refund" } as const;
const DOCUMENT = { bill: "invoice", credit: "credit note" } as const;
const A_DOCUMENT = { bill: "an invoice", credit: "a credit note" } as const;

type OrderRequest = Pick<
  CommandRequest<"draft_customer_invoice" | "return_credit_note">,
  "payload" | "baseline"
>;

/**
 * Whether the command's own invoice (or credit note) is there. The dialogue that makes it carries no mark of ours, so what counts is a document of
 * our user that is newer than all there were before the first send; an older one bills something else. Of the other direction it is no effect, but
 * named. Cancelled since: done, and undone by a person.
 */
export async function findOrderInvoice(
  client: OdooClient,
  { payload: { companyId, saleOrderId }, baseline }: OrderRequest,
  direction: InvoiceDirection,
): Promise<Finding> {
  if (baseline?.lastMoveId === undefined) return { state: "absent" };
  const context = inCompany(companyId);
  const { uid } = await client.whoAmI();
  const made = await movesOf(client, saleOrderId, context, [
    ["id", ">", baseline.lastMoveId],
    ["create_uid", "=", uid],
  ]);
  const right = made.filter((one) => one.move_type === MOVE_TYPE[direction]);
  const move = right.find(({ state }) => state !== "cancel") ?? right[0];
  if (!move) {
    const other = made.find(({ state }) => state !== "cancel");
    return other ? { state: "begun", result: resultOf("account.move", other) } : { state: "absent" };
  }
  const order = await readOne(client, "sale.order", saleOrderId, ["order_line"], context);
  const lines = idsOf(order?.order_line).map((odooId) => ({ model: "sale.order.line", odooId }));
  const touched = [{ model: "sale.order", odooId: saleOrderId }, ...lines, ...touchedMove(move)];
  return { state: "done", result: resultOf("account.move", move), touched };
}

/** The newest invoices and credit notes of an order. */
function movesOf(
  client: OdooClient,
  saleOrderId: number,
  context: OdooContext,
  narrow: readonly (readonly [string, string, unknown])[] = [],
): Promise<readonly OdooRecord[]> {
  return client.searchRead(
    "account.move",
    [
      ["line_ids.sale_line_ids.order_id", "=", saleOrderId],
      ["move_type", "in", Object.values(MOVE_TYPE)],
      ...narrow,
    ],
    MOVE_FIELDS,
    { order: "id desc", limit: 20, context },
  );
}

/**
 * Odoo's own measure says what is open: a line's `qty_to_invoice` counts drafts as invoiced and is negative where a credit is owed. Its dialogue
 * nets both in one document of either kind, so with both open a person invoices.
 *
 * @throws {CommandRefusal} when the order is gone or not confirmed, when nothing is open in this direction, or when something is in both.
 */
export async function planOrderInvoice(
  client: OdooClient,
  { payload: { companyId, saleOrderId } }: OrderRequest,
  direction: InvoiceDirection,
  found: Finding,
): Promise<OrderInvoicePlan> {
  const context = inCompany(companyId);
  const fields = ["name", "state", "currency_id"];
  const order = await readNeeded(client, "sale.order", saleOrderId, fields, context, "sales order");
  if (found.state === "begun") throw new CommandRefusal(wrongDocument(found.result, direction));
  // `done` is a locked order up to Odoo 16.
  if (order.state !== "sale" && order.state !== "done")
    throw new CommandRefusal(
      `Sales order ${order.name} is not confirmed in Odoo (${order.state}). No invoice was made.`,
    );
  const moves = await movesOf(client, saleOrderId, context);
  const open = await openAmounts(client, saleOrderId, context);
  if (open[direction] === null) {
    const last = moves.find((one) => one.move_type === MOVE_TYPE[direction] && one.state !== "cancel");
    throw new CommandRefusal(
      `Nothing is open to ${direction === "bill" ? "invoice" : "credit"} on sales order ${order.name}; ${
        last ? `the last ${DOCUMENT[direction]} is ${nameOf(last)}` : `it has no ${DOCUMENT[direction]} yet`
      }. Nothing was sent.`,
    );
  }
  if (open.bill !== null && open.credit !== null) {
    const currency = Array.isArray(order.currency_id) ? ` ${order.currency_id[1]}` : "";
    throw new CommandRefusal(
      `Sales order ${order.name} has ${open.bill.toFixed(2)}${currency} to invoice and ${open.credit.toFixed(2)}${currency} to credit. Odoo would net both in one document. Make the two by hand in Odoo; nothing was sent.`,
    );
  }
  return { saleOrderId, direction, lastMoveId: moves[0]?.id ?? 0, context };
}

const OPEN_FIELDS = ["qty_to_invoice", "price_unit", "discount"];

/** What is open each way, before tax; null where nothing is. What was paid down waits to be deducted and is no credit owed. */
async function openAmounts(
  client: OdooClient,
  saleOrderId: number,
  context: OdooContext,
): Promise<Readonly<Record<InvoiceDirection, number | null>>> {
  const lines = await client.searchRead(
    "sale.order.line",
    [
      ["order_id", "=", saleOrderId],
      ["qty_to_invoice", "!=", 0],
      ["is_downpayment", "=", false],
    ],
    OPEN_FIELDS,
    { order: "id", context },
  );
  const sum = (sign: 1 | -1) => {
    const open = lines.filter((line) => Number(line.qty_to_invoice) * sign > 0);
    return open.length === 0 ? null : open.reduce((total, line) => total + sign * worth(line), 0);
  };
  return { bill: sum(1), credit: sum(-1) };
}

function worth(line: OdooRecord): number {
  const discount = Number(line.discount) || 0;
  return Number(line.qty_to_invoice) * Number(line.price_unit) * (1 - discount / 100);
}

const nameOf = ({ id, name }: OdooRecord): string => textOf(name) ?? `draft ${id}`;

function wrongDocument({ id, name }: CommandResult, direction: InvoiceDirection): string {
  const other = direction === "bill" ? "credit" : "bill";
  return `Odoo made ${DOCUMENT[other]} ${name ?? `draft ${id}`} where ${A_DOCUMENT[direction]} was asked for. Look at it in Odoo and remove it if it is wrong, then send this again.`;
}

/**
 * Odoo's own invoicing dialogue for one order. Arriving twice, also at once, it makes one document: both change the same order lines, and the
 * second finds nothing to invoice. A lost reply to the first step leaves a dialogue record that Odoo removes by itself.
 */
export async function sendOrderInvoice(
  client: OdooClient,
  { saleOrderId, direction, context }: OrderInvoicePlan,
): Promise<void> {
  const values = {
    sale_order_ids: [[6, 0, [saleOrderId]]],
    advance_payment_method: "delivered",
    ...((await knowsConsolidation(client)) ? { consolidated_billing: false } : {}),
  };
  const dialogue = await client.create("sale.advance.payment.inv", values, context);
  const answer = await client.call("sale.advance.payment.inv", "create_invoices", [dialogue], {}, context);
  // Its answer is an action that opens what was made; anything else asks a question first.
  if (!opensInvoices(answer)) return refuseDialogue(answer, "invoicing");
  const moveId = idOf(answer.res_id);
  const move = moveId && (await readOne(client, "account.move", moveId, MOVE_FIELDS, context));
  if (move && move.move_type !== MOVE_TYPE[direction])
    throw new OdooError("rejected_by_target", wrongDocument(resultOf("account.move", move), direction));
}

function opensInvoices(answer: unknown): answer is { readonly res_id?: unknown } {
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
