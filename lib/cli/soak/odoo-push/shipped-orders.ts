import type { AdminCall } from "../odoo-pull/admin-rpc";

export interface ShippedOrder {
  readonly orderId: number;
  readonly name: string;
}

export interface PushWorld {
  readonly carrierId: number;
  readonly orders: readonly ShippedOrder[];
}

const BATCH = 50;
const CONTEXT = { context: { skip_backorder: true, skip_sms: true, skip_expired: true } };

interface Wish {
  readonly run: string;
  readonly orders: number;
  readonly companyId: number;
  readonly onProgress: (made: number) => void;
}

/** A carrier, and orders that are confirmed and delivered in full, two units at 10.00 each: everything a push soak commands something about. */
export async function makeShippedOrders(call: AdminCall, wish: Wish): Promise<PushWorld> {
  const { run, companyId } = wish;
  const create = async (model: string, values: object) =>
    (await call<number[]>(model, "create", [[values]]))[0] ?? 0;
  const carrierId = await create("res.partner", { name: `Soak carrier ${run}`, is_company: true });
  const customerId = await create("res.partner", { name: `Soak customer ${run}`, is_company: true });
  const productId = await create("product.product", {
    name: `Soak goods ${run}`,
    default_code: `SOAK-${run}`,
    is_storable: true,
    invoice_policy: "delivery",
    list_price: 10,
    taxes_id: [[6, 0, []]],
  });
  await fillStock(call, productId, companyId);
  const orders: ShippedOrder[] = [];
  for (let from = 0; from < wish.orders; from += BATCH) {
    const lines = [[0, 0, { product_id: productId, product_uom_qty: 2, price_unit: 10 }]];
    const values = Array.from({ length: Math.min(BATCH, wish.orders - from) }, (_, place) => ({
      partner_id: customerId,
      client_order_ref: `SOAK-${run}-${from + place + 1}`,
      order_line: lines,
    }));
    const ids = await call<number[]>("sale.order", "create", [values]);
    await call("sale.order", "action_confirm", [ids]);
    const made = await call<{ id: number; name: string; picking_ids: number[] }[]>("sale.order", "read", [
      ids,
      ["name", "picking_ids"],
    ]);
    const pickings = made.flatMap((order) => order.picking_ids);
    const answer = await call<unknown>("stock.picking", "button_validate", [pickings], CONTEXT);
    if (answer !== true) throw new Error("Odoo opened a dialogue instead of validating the deliveries.");
    orders.push(...made.map(({ id, name }) => ({ orderId: id, name })));
    wish.onProgress(orders.length);
  }
  return { carrierId, orders };
}

async function fillStock(call: AdminCall, productId: number, companyId: number): Promise<void> {
  const [warehouse] = await call<{ lot_stock_id: [number, string] }[]>(
    "stock.warehouse",
    "search_read",
    [[["company_id", "=", companyId]]],
    { fields: ["lot_stock_id"], limit: 1 },
  );
  const quant = {
    product_id: productId,
    location_id: warehouse?.lot_stock_id[0],
    inventory_quantity: 100_000,
  };
  const ids = await call<number[]>("stock.quant", "create", [[quant]], { context: { inventory_mode: true } });
  await call("stock.quant", "action_apply_inventory", [ids]);
}
