import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { create } from "../../records/write";
import { boolean, char, computed, float, many2one, one2many } from "../../registry/field";
import { action, type Model } from "../../registry/model";
import { amount, type Row, reference, text } from "../../registry/values";
import { movesOf } from "./picking-values";
import { makeTransfer, pickingType } from "./transfer";

/** The wizard that sends goods back. It lists what was moved, with quantity 0: whoever asks says how much. */
export const returnModel: Model = {
  model: "stock.return.picking",
  label: "Return Picking",
  transient: true,
  displayName: (_, row) => `stock.return.picking,${row.id}`,
  fields: {
    picking_id: many2one("stock.picking", "Picking"),
    picking_type_code: computed(char("Type of Operation"), (env, row) =>
      env.follow("stock.return.picking", row, "picking_id.picking_type_code"),
    ),
    product_return_moves: one2many("stock.return.picking.line", "wizard_id", "Moves"),
    company_id: computed(many2one("res.company", "Company"), (env, row) =>
      env.follow("stock.return.picking", row, "picking_id.company_id"),
    ),
  },
  afterCreate: (env, id, values) => {
    if (values.product_return_moves) return;
    const picking = env.row("stock.picking", reference(env.row("stock.return.picking", id).picking_id));
    if (picking.state !== "done") throw userError("You may only return Done pickings.");
    for (const move of movesOf(env, picking).filter(({ state }) => state === "done"))
      create(env, "stock.return.picking.line", {
        wizard_id: id,
        move_id: move.id,
        product_id: reference(move.product_id),
        quantity: 0,
        to_refund: true,
      });
  },
  methods: { action_create_returns: action((env, [id = 0]) => createReturn(env, id)) },
};

export const returnLineModel: Model = {
  model: "stock.return.picking.line",
  label: "Return Picking Line",
  transient: true,
  displayName: (env, row) => text(env.find("product.product", reference(row.product_id))?.name),
  fields: {
    wizard_id: many2one("stock.return.picking", "Wizard"),
    move_id: many2one("stock.move", "Move"),
    product_id: many2one("product.product", "Product", { required: true }),
    quantity: float("Quantity"),
    move_quantity: computed(float("Move Quantity"), (env, row) =>
      amount(env.find("stock.move", reference(row.move_id))?.quantity),
    ),
    to_refund: boolean("Update quantities on SO/PO", { default: true }),
  },
};

function createReturn(env: Env, wizard: number) {
  const picking = env.row("stock.picking", reference(env.row("stock.return.picking", wizard).picking_id));
  const lines = env
    .pointing("stock.return.picking.line", "wizard_id", wizard)
    .filter((line) => amount(line.quantity) > 0);
  if (lines.length === 0) throw userError("Please specify at least one non-zero quantity.");
  const made = makeTransfer(env, {
    type: returnType(env, picking),
    from: reference(picking.location_dest_id),
    to: reference(picking.location_id),
    date: env.now,
    deadline: false,
    values: {
      origin: `Return of ${text(picking.name)}`,
      return_id: picking.id,
      partner_id: picking.partner_id ?? false,
      sale_id: picking.sale_id ?? false,
      purchase_id: picking.purchase_id ?? false,
    },
    moves: lines.map((line) => {
      const move = env.row("stock.move", reference(line.move_id));
      return {
        product: reference(move.product_id),
        quantity: amount(line.quantity),
        saleLine: reference(move.sale_line_id) || undefined,
        purchaseLine: reference(move.purchase_line_id) || undefined,
        returnedMove: move.id,
        toRefund: line.to_refund === true,
      };
    }),
  });
  return {
    name: "Returned Picking",
    view_mode: "form",
    res_model: "stock.picking",
    res_id: made,
    type: "ir.actions.act_window",
    context: {},
  };
}

/** A delivery comes back as a receipt, a receipt goes back as a delivery. */
function returnType(env: Env, picking: Row): Row {
  const type = env.row("stock.picking.type", reference(picking.picking_type_id));
  if (type.code === "internal") return type;
  return pickingType(env, reference(picking.company_id), type.code === "outgoing" ? "incoming" : "outgoing");
}
