import { type StandIn, type StandInOptions, startOdooStandIn } from "../start";

type Keywords = Readonly<Record<string, unknown>>;

/** A stand-in with an administrator's session and key, for the tests of its rules. */
export interface Asked extends StandIn {
  readonly key: string;
  /** As the administrator in a browser; throws with Odoo's message. */
  ask<T>(model: string, method: string, args?: readonly unknown[], keywords?: Keywords): Promise<T>;
  /** Over JSON-2, whatever comes back. */
  send(model: string, method: string, body: object, key?: string): Promise<{ status: number; body: unknown }>;
}

export async function openStandIn(options: Partial<StandInOptions> = {}): Promise<Asked> {
  const standIn = await startOdooStandIn({ port: 0, ...options });
  const session = await fetch(`${standIn.url}/web/session/authenticate`, {
    method: "POST",
    body: JSON.stringify({ params: { db: standIn.database, login: "admin", password: "admin" } }),
  });
  const cookie = (session.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const ask: Asked["ask"] = async <T>(
    model: string,
    method: string,
    args: readonly unknown[] = [],
    kwargs: Keywords = {},
  ) => {
    const answer = await fetch(`${standIn.url}/web/dataset/call_kw`, {
      method: "POST",
      headers: { cookie },
      body: JSON.stringify({ params: { model, method, args, kwargs } }),
    });
    const body = (await answer.json()) as { result?: unknown; error?: { data: { message: string } } };
    if (body.error) throw new Error(body.error.data.message);
    return body.result as T;
  };
  const key = await mintKey(ask, "30");
  const send: Asked["send"] = async (model, method, body, bearer = key) => {
    const answer = await fetch(`${standIn.url}/json/2/${model}/${method}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `bearer ${bearer}` },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { ...standIn, key, ask, send };
}

export async function mintKey(ask: Asked["ask"], days: string): Promise<string> {
  const [wizard] = await ask<number[]>("res.users.apikeys.description", "create", [
    [{ name: "test", duration: days }],
  ]);
  const check = await ask<{ res_id: number }>("res.users.apikeys.description", "make_key", [[wizard]]);
  const context = { password: "admin" };
  const shown = await ask<{ context: { default_key: string } }>(
    "res.users.identitycheck",
    "run_check",
    [[check.res_id]],
    { context },
  );
  return shown.context.default_key;
}

export interface Sold {
  readonly order: number;
  readonly delivery: number;
  readonly product: number;
  readonly partner: number;
}

/** A confirmed order of `units` at 10.00, of a product of which `stock` lie in the warehouse. */
export async function sell({ ask }: Asked, units: number, stock = 100): Promise<Sold> {
  const [partner = 0] = await ask<number[]>("res.partner", "create", [[{ name: "Buyer" }]]);
  const goods = { name: "Goods", is_storable: true, invoice_policy: "delivery", list_price: 10 };
  const [product = 0] = await ask<number[]>("product.product", "create", [[goods]]);
  const [warehouse] = await ask<{ lot_stock_id: [number, string] }[]>("stock.warehouse", "search_read", [
    [],
    ["lot_stock_id"],
  ]);
  const counted = { product_id: product, location_id: warehouse?.lot_stock_id[0], inventory_quantity: stock };
  const quants = await ask<number[]>("stock.quant", "create", [[counted]]);
  await ask("stock.quant", "action_apply_inventory", [quants]);
  const line = [0, 0, { product_id: product, product_uom_qty: units, price_unit: 10 }];
  const [order = 0] = await ask<number[]>("sale.order", "create", [
    [{ partner_id: partner, order_line: [line] }],
  ]);
  await ask("sale.order", "action_confirm", [[order]]);
  const [delivery = 0] = await ask<number[]>("stock.picking", "search", [[["sale_id", "=", order]]]);
  return { order, delivery, product, partner };
}

export const QUIETLY = { skip_backorder: true, skip_sms: true };

export async function pick({ ask }: Asked, delivery: number, units: number): Promise<void> {
  const moves = await ask<number[]>("stock.move", "search", [[["picking_id", "=", delivery]]]);
  await ask("stock.move", "write", [moves, { quantity: units, picked: true }]);
}

export async function fieldOf<T>({ ask }: Asked, model: string, id: number, field: string): Promise<T> {
  const [row] = await ask<Record<string, T>[]>(model, "read", [[id], [field]]);
  return row?.[field] as T;
}
