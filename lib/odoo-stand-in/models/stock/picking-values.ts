import type { Env } from "../../records/env";
import { amount, type Row, reference, text, type Value } from "../../registry/values";

export const movesOf = (env: Env, picking: Row): readonly Row[] =>
  env.pointing("stock.move", "picking_id", picking.id);

export const isOpen = (row: Row): boolean => row.state !== "done" && row.state !== "cancel";

export const isReturn = (_: Env, picking: Row): Value => reference(picking.return_id) > 0;

export function isLate(_: Env, picking: Row): Value {
  const deadline = text(picking.date_deadline);
  return deadline !== "" && text(picking.scheduled_date) > deadline;
}

/** Kilograms of everything that is not cancelled. */
export function weight(env: Env, picking: Row): Value {
  return movesOf(env, picking)
    .filter((move) => move.state !== "cancel")
    .reduce((sum, move) => {
      const product = env.find("product.product", reference(move.product_id));
      return sum + amount(move.product_uom_qty) * amount(product?.weight);
    }, 0);
}

export function trackingUrl(env: Env, picking: Row): Value {
  const pattern = text(env.find("delivery.carrier", reference(picking.carrier_id))?.tracking_url);
  const tracking = text(picking.carrier_tracking_ref);
  return pattern && tracking ? pattern.replace("<shipmenttrackingnumber>", tracking) : false;
}

/** State of a transfer from those of its moves: the furthest one that can be worked on counts. */
export function stateFromMoves(moves: readonly Row[]): string {
  if (moves.length === 0) return "draft";
  if (moves.every((move) => move.state === "cancel")) return "cancel";
  if (moves.every((move) => !isOpen(move))) return "done";
  const open = moves.filter(isOpen);
  if (open.some((move) => move.state === "assigned" || move.state === "partially_available"))
    return "assigned";
  if (open.some((move) => move.state === "confirmed")) return "confirmed";
  return open.some((move) => move.state === "waiting") ? "waiting" : "draft";
}
