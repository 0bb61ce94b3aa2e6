import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { create, put, touch } from "../../records/write";
import { amount, cents, type Row, reference, type Value } from "../../registry/values";
import { isOpen, movesOf } from "./picking-values";
import { shiftStock } from "./quant";
import { refreshPicking, release, reserve } from "./reserve";

/**
 * What the button "Validate" does: `true` when done. When it wants to ask a person first it answers a wizard and changes nothing, with status 200:
 * the text message to the customer unless `skip_sms`, the backorder unless `skip_backorder`.
 */
export function validate(env: Env, pickings: readonly number[]): Value | object {
  const open = env.rows("stock.picking", pickings).filter(isOpen);
  if (open.length === 0) return true;
  for (const picking of open) requireSomething(env, picking);
  if (!env.context.skip_sms && open.some((picking) => isOutgoing(env, picking)))
    return wizard("confirm.stock.sms", "SMS", open);
  const short = open.filter((picking) => isShort(env, picking));
  if (!env.context.skip_backorder && short.length > 0)
    return wizard("stock.backorder.confirmation", "Create Backorder?", open);
  for (const picking of open) finish(env, picking);
  return true;
}

const isOutgoing = (env: Env, picking: Row) =>
  env.find("stock.picking.type", reference(picking.picking_type_id))?.code === "outgoing";

const wizard = (model: string, name: string, pickings: readonly Row[]) => ({
  name,
  type: "ir.actions.act_window",
  view_mode: "form",
  res_model: model,
  views: [[false, "form"]],
  target: "new",
  context: {
    default_show_transfers: pickings.length > 1,
    default_pick_ids: pickings.map(({ id }) => [4, id]),
    button_validate_picking_ids: pickings.map(({ id }) => id),
  },
});

const openMoves = (env: Env, picking: Row) => movesOf(env, picking).filter(isOpen);

function requireSomething(env: Env, picking: Row): void {
  const moves = openMoves(env, picking);
  if (moves.length === 0)
    throw userError("Please add 'Done' quantities to the picking to create a new pack.");
  if (moves.every((move) => amount(move.quantity) === 0))
    throw userError(
      `You cannot validate a transfer if no quantities are reserved. To force the transfer, encode quantities.`,
    );
}

/** What a move ships now: all that was set when nothing is marked as picked, else only what is. */
function shipped(moves: readonly Row[], move: Row): number {
  const anyPicked = moves.some((each) => each.picked === true);
  return anyPicked && move.picked !== true ? 0 : amount(move.quantity);
}

function isShort(env: Env, picking: Row): boolean {
  const moves = openMoves(env, picking);
  return moves.some((move) => shipped(moves, move) < amount(move.product_uom_qty));
}

function finish(env: Env, picking: Row): void {
  const moves = openMoves(env, picking);
  const rest: (readonly [Row, number])[] = [];
  for (const move of moves) {
    const done = shipped(moves, move);
    const left = cents(amount(move.product_uom_qty) - done);
    if (left > 0) rest.push([move, left]);
    if (done > 0) finishMove(env, move, done);
  }
  const refused = env.context.picking_ids_not_to_backorder;
  const noBackorder = Array.isArray(refused) && refused.includes(picking.id);
  if (rest.length > 0 && noBackorder) for (const [move, left] of rest) dropRest(env, move, left);
  if (rest.length > 0 && !noBackorder) backorder(env, picking, rest);
  put(env, "stock.picking", picking.id, { state: "done", date_done: env.now });
  bumpOrders(env, moves);
}

function finishMove(env: Env, move: Row, done: number): void {
  release(env, move);
  const product = reference(move.product_id);
  if (env.row("product.product", product).is_storable === true) {
    shiftStock(env, product, reference(move.location_id), -done);
    shiftStock(env, product, reference(move.location_dest_id), done);
  }
  put(env, "stock.move", move.id, {
    state: "done",
    picked: true,
    quantity: done,
    product_uom_qty: done,
    reservations: null,
    date: env.now,
  });
}

/** The rest was given up: the document is done, and says that nothing is left to ship. */
function dropRest(env: Env, move: Row, left: number): void {
  if (isOpen(env.row("stock.move", move.id))) {
    release(env, move);
    put(env, "stock.move", move.id, { state: "cancel", quantity: 0, reservations: null });
    return;
  }
  const { id: _, ...copy } = move;
  const dropped = create(env, "stock.move", { ...copied(copy), product_uom_qty: left, quantity: 0 });
  put(env, "stock.move", dropped, { state: "cancel" });
}

/** The rest moves to a transfer of its own, with the carrier and without the tracking reference. */
function backorder(env: Env, picking: Row, rest: readonly (readonly [Row, number])[]): void {
  const copy = Object.fromEntries(BACKORDER_KEEPS.map((field) => [field, picking[field] ?? false]));
  const next = create(env, "stock.picking", { ...copy, backorder_id: picking.id });
  for (const [move, left] of rest) {
    if (isOpen(env.row("stock.move", move.id))) put(env, "stock.move", move.id, { picking_id: next });
    else {
      const { id: _, ...values } = move;
      const made = create(env, "stock.move", {
        ...copied(values),
        picking_id: next,
        product_uom_qty: left,
        quantity: 0,
        picked: false,
        state: "confirmed",
      });
      reserve(env, env.row("stock.move", made));
    }
  }
  refreshPicking(env, next);
}

const BACKORDER_KEEPS =
  "picking_type_id origin sale_id purchase_id partner_id scheduled_date date_deadline carrier_id location_id location_dest_id note priority company_id user_id move_type return_id".split(
    " ",
  );

const NOT_COPIED = new Set([
  "reservations",
  "create_date",
  "write_date",
  "create_uid",
  "write_uid",
  "returned_move_ids",
]);
const copied = (values: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !NOT_COPIED.has(name)));

/** Orders and their lines keep what was delivered: their clocks move too. */
function bumpOrders(env: Env, moves: readonly Row[]): void {
  for (const [lineField, lineModel, orderModel] of [
    ["sale_line_id", "sale.order.line", "sale.order"],
    ["purchase_line_id", "purchase.order.line", "purchase.order"],
  ] as const) {
    const lines = [...new Set(moves.map((move) => reference(move[lineField])))].filter((id) => id > 0);
    touch(env, lineModel, lines);
    touch(
      env,
      orderModel,
      lines.map((id) => reference(env.find(lineModel, id)?.order_id)),
    );
  }
}

export const cancelPicking = (env: Env, id: number): void => {
  const picking = env.row("stock.picking", id);
  if (picking.state === "done")
    throw userError(
      "You cannot cancel a stock move that has been set to 'Done'. Create a return in order to reverse the moves which took place.",
    );
  for (const move of openMoves(env, picking)) {
    release(env, move);
    put(env, "stock.move", move.id, { state: "cancel", quantity: 0, reservations: null });
  }
  put(env, "stock.picking", id, { state: "cancel" });
};
