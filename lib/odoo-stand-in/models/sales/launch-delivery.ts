import type { Env } from "../../records/env";
import { put, touch } from "../../records/write";
import { amount, cents, type Row, reference, text } from "../../registry/values";
import { isOpen } from "../stock/picking-values";
import { refreshPicking, release, reserve } from "../stock/reserve";
import { makeTransfer, pickingType } from "../stock/transfer";

interface Demand {
  readonly line: Row;
  readonly quantity: number;
}

/** One delivery for everything on the order that is goods. */
export function launchDelivery(env: Env, order: Row, demands: readonly Demand[]): void {
  const goods = demands.filter(({ line, quantity }) => quantity > 0 && isGoods(env, line));
  if (goods.length === 0) return;
  const type = pickingType(env, reference(order.company_id), "outgoing");
  const date = text(order.commitment_date) || text(order.date_order);
  makeTransfer(env, {
    type,
    from: reference(type.default_location_src_id),
    to: reference(type.default_location_dest_id),
    date,
    deadline: date,
    values: {
      origin: order.name ?? false,
      sale_id: order.id,
      partner_id: order.partner_shipping_id ?? false,
      carrier_id: order.carrier_id ?? false,
    },
    moves: goods.map(({ line, quantity }) => ({
      product: reference(line.product_id),
      quantity,
      saleLine: line.id,
    })),
  });
}

const isGoods = (env: Env, line: Row) =>
  env.find("product.product", reference(line.product_id))?.type === "consu" && !line.display_type;

/** A line changed after confirmation: its open delivery follows, or a new one is made for what is more. */
export function shiftDemand(env: Env, order: Row, line: Row, more: number): void {
  const open = env.pointing("stock.move", "sale_line_id", line.id).filter(isOpen).at(-1);
  if (!open) {
    if (more > 0) launchDelivery(env, order, [{ line, quantity: more }]);
    return;
  }
  const demand = Math.max(0, cents(amount(open.product_uom_qty) + more));
  release(env, open);
  put(env, "stock.move", open.id, { product_uom_qty: demand, quantity: 0, reservations: null });
  reserve(env, env.row("stock.move", open.id));
  refreshPicking(env, reference(open.picking_id));
  touch(env, "stock.picking", [reference(open.picking_id)]);
}
