import type { Env } from "../../records/env";
import { put, touch } from "../../records/write";
import { amount, cents, type Row, reference, type Value } from "../../registry/values";
import { isOpen, movesOf, stateFromMoves } from "./picking-values";
import { free, quantsAt } from "./quant";

/** What a move holds: quantity by quant. */
export type Reservation = readonly (readonly [quant: number, quantity: number])[];
export const reservationsOf = (move: Row): Reservation => (move.reservations || []) as unknown as Reservation;

/** Holds as much of the demand as lies free at the source. What isn't kept in stock, or comes from outside, is all there. */
export function reserve(env: Env, move: Row): void {
  if (!isOpen(move)) return;
  const demand = amount(move.product_uom_qty);
  if (!needsStock(env, move)) {
    setQuantity(env, move, demand, []);
    return;
  }
  const kept: (readonly [number, number])[] = [...reservationsOf(move)];
  let missing = cents(demand - amount(move.quantity));
  for (const quant of quantsAt(env, reference(move.product_id), reference(move.location_id))) {
    const taken = Math.min(missing, free(quant));
    if (taken <= 0) continue;
    put(env, "stock.quant", quant.id, { reserved_quantity: cents(amount(quant.reserved_quantity) + taken) });
    kept.push([quant.id, taken]);
    missing = cents(missing - taken);
  }
  setQuantity(env, move, cents(demand - Math.max(0, missing)), kept);
}

/** Gives back what the move held. */
export function release(env: Env, move: Row): void {
  for (const [id, quantity] of reservationsOf(move)) {
    const quant = env.find("stock.quant", id);
    if (quant)
      put(env, "stock.quant", id, {
        reserved_quantity: Math.max(0, cents(amount(quant.reserved_quantity) - quantity)),
      });
  }
}

/** A person counted: what was held for more is free again. */
export function recount(env: Env, move: Row): void {
  const quantity = amount(move.quantity);
  release(env, move);
  let left = quantity;
  const kept: (readonly [number, number])[] = [];
  if (needsStock(env, move)) {
    for (const quant of quantsAt(env, reference(move.product_id), reference(move.location_id))) {
      const taken = Math.min(left, free(quant));
      if (taken <= 0) continue;
      put(env, "stock.quant", quant.id, {
        reserved_quantity: cents(amount(quant.reserved_quantity) + taken),
      });
      kept.push([quant.id, taken]);
      left = cents(left - taken);
    }
  }
  setQuantity(env, move, quantity, kept);
}

function setQuantity(env: Env, move: Row, quantity: number, kept: Reservation): void {
  const demand = amount(move.product_uom_qty);
  const state = quantity >= demand ? "assigned" : quantity > 0 ? "partially_available" : "confirmed";
  put(env, "stock.move", move.id, { quantity, state, reservations: kept as unknown as Value });
}

export function needsStock(env: Env, move: Row): boolean {
  const source = env.row("stock.location", reference(move.location_id));
  const product = env.row("product.product", reference(move.product_id));
  return product.is_storable === true && (source.usage === "internal" || source.usage === "transit");
}

/** The transfer follows its moves. */
export function refreshPicking(env: Env, id: number): void {
  const picking = env.row("stock.picking", id);
  const state = stateFromMoves(movesOf(env, picking));
  if (state !== picking.state) put(env, "stock.picking", id, { state });
  else touch(env, "stock.picking", [id]);
}
