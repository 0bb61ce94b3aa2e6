import type { Env } from "../../records/env";
import { create } from "../../records/write";
import { type Row, reference, text, type Value } from "../../registry/values";
import { nextName } from "../technical/sequence";
import { refreshPicking, reserve } from "./reserve";

export interface MovePlan {
  readonly product: number;
  readonly quantity: number;
  readonly saleLine?: number | undefined;
  readonly purchaseLine?: number | undefined;
  readonly returnedMove?: number;
  readonly toRefund?: boolean;
}

export interface TransferPlan {
  readonly type: Row;
  readonly from: number;
  readonly to: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly date: string;
  readonly deadline: string | false;
  readonly moves: readonly MovePlan[];
}

/** A transfer with its moves, confirmed, with whatever is there reserved. */
export function makeTransfer(env: Env, plan: TransferPlan): number {
  const picking = create(env, "stock.picking", {
    picking_type_id: plan.type.id,
    location_id: plan.from,
    location_dest_id: plan.to,
    scheduled_date: plan.date,
    date_deadline: plan.deadline,
    ...plan.values,
  });
  for (const move of plan.moves) addMove(env, picking, plan, move);
  refreshPicking(env, picking);
  return picking;
}

export function addMove(env: Env, picking: number, plan: TransferPlan, move: MovePlan): number {
  const id = create(env, "stock.move", {
    picking_id: picking,
    product_id: move.product,
    product_uom_qty: move.quantity,
    location_id: plan.from,
    location_dest_id: plan.to,
    date: plan.date,
    date_deadline: plan.deadline,
    sale_line_id: move.saleLine ?? false,
    purchase_line_id: move.purchaseLine ?? false,
    origin_returned_move_id: move.returnedMove ?? false,
    to_refund: move.toRefund ?? false,
    origin: plan.values.origin ?? false,
    state: "confirmed",
  });
  reserve(env, env.row("stock.move", id));
  return id;
}

/** "WH/OUT/00001": warehouse, kind, counter. */
export function transferName(env: Env, type: Row): string {
  const warehouse = env.find("stock.warehouse", reference(type.warehouse_id));
  const prefix = `${text(warehouse?.code)}/${text(type.sequence_code)}/`;
  return nextName(env, `picking ${type.id}`, prefix, 5);
}

export function pickingType(env: Env, company: number, code: string): Row {
  for (const type of env.store.table("stock.picking.type").rows.values())
    if (type.company_id === company && type.code === code) return type;
  throw new Error(`No ${code} operation type in company ${company}.`);
}
