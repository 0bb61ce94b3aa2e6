import { userError } from "../../failure";
import type { Env } from "../../records/env";
import { put, touch } from "../../records/write";
import { action, type Model } from "../../registry/model";
import { amount, type Row, reference, text, type Values } from "../../registry/values";
import { moveFields } from "./move-fields";
import { pickingFields } from "./picking-fields";
import { isOpen, movesOf } from "./picking-values";
import { recount, refreshPicking, release, reserve } from "./reserve";
import { transferName } from "./transfer";
import { cancelPicking, validate } from "./validate";

export const pickingModel: Model = {
  model: "stock.picking",
  indexed: ["name", "carrier_tracking_ref"],
  label: "Transfer",
  order: "priority desc, scheduled_date asc, id desc",
  thread: true,
  fields: pickingFields,
  prepare: preparePicking,
  beforeWrite: (env, ids, values) => {
    if ("scheduled_date" in values && env.rows("stock.picking", ids).some(({ state }) => state === "cancel"))
      throw userError("You cannot change the Scheduled Date on a cancelled transfer.");
    return values;
  },
  afterWrite: (env, before, values) => {
    if (!("scheduled_date" in values)) return;
    for (const { id } of before)
      for (const move of movesOf(env, env.row("stock.picking", id)).filter(isOpen))
        put(env, "stock.move", move.id, { date: env.row("stock.picking", id).scheduled_date ?? false });
  },
  methods: {
    button_validate: action(validate),
    action_confirm: action((env, ids) => eachMove(env, ids, (move) => confirmMove(env, move))),
    action_assign: action((env, ids) => eachMove(env, ids, (move) => reserve(env, move))),
    do_unreserve: action((env, ids) =>
      eachMove(env, ids, (move) => {
        release(env, move);
        put(env, "stock.move", move.id, {
          quantity: 0,
          state: "confirmed",
          picked: false,
          reservations: null,
        });
      }),
    ),
    action_cancel: action((env, ids) => {
      for (const id of ids) cancelPicking(env, id);
      return true;
    }),
  },
};

function eachMove(env: Env, ids: readonly number[], work: (move: Row) => void): boolean {
  for (const picking of env.rows("stock.picking", ids)) {
    for (const move of movesOf(env, picking).filter(isOpen)) work(move);
    refreshPicking(env, picking.id);
  }
  return true;
}

function confirmMove(env: Env, move: Row): void {
  if (move.state !== "draft") return;
  put(env, "stock.move", move.id, { state: "confirmed" });
  reserve(env, env.row("stock.move", move.id));
}

function preparePicking(env: Env, values: Values): Values {
  const type = env.find("stock.picking.type", Number(values.picking_type_id));
  if (!type) return values;
  return {
    company_id: reference(type.company_id),
    state: "draft",
    priority: "0",
    move_type: "direct",
    scheduled_date: env.now,
    location_id: reference(type.default_location_src_id) || false,
    location_dest_id: reference(type.default_location_dest_id) || false,
    ...values,
    name: values.name && values.name !== "/" ? values.name : transferName(env, type),
  };
}

export const moveModel: Model = {
  model: "stock.move",
  label: "Stock Move",
  order: "sequence, id",
  fields: moveFields,
  displayName: (env, move) => {
    const name = (model: string, field: string) => text(env.find(model, reference(move[field]))?.name);
    return `${text(move.origin) ? `${text(move.origin)}/` : ""}${text(env.find("product.product", reference(move.product_id))?.default_code)}: ${name("stock.location", "location_id")}>${name("stock.location", "location_dest_id")}`;
  },
  prepare: (env, values) => {
    const picking = env.find("stock.picking", Number(values.picking_id));
    return {
      state: "draft",
      sequence: 10,
      product_uom: 1,
      date: picking?.scheduled_date ?? env.now,
      company_id: picking?.company_id ?? env.companyId,
      location_id: picking?.location_id ?? false,
      location_dest_id: picking?.location_dest_id ?? false,
      ...values,
    };
  },
  beforeWrite: (env, ids, values) => {
    if ("quantity" in values && env.rows("stock.move", ids).some((move) => move.state === "cancel"))
      throw userError("You cannot change a cancelled stock move, create a new line instead.");
    return values;
  },
  afterWrite: (env, before, values) => {
    if (!("quantity" in values) && !("product_uom_qty" in values)) return;
    for (const old of before) {
      const move = env.row("stock.move", old.id);
      if (!isOpen(move)) continue;
      if ("quantity" in values) recount(env, { ...move, quantity: amount(move.quantity) });
      else reserve(env, move);
      const picking = reference(move.picking_id);
      if (picking) refreshPicking(env, picking);
      touch(env, "stock.picking", [picking]);
    }
  },
};
