import type { ContractWorld } from "./contract-world";

export interface ContractOrder {
  readonly orderId: number;
  readonly orderName: string;
  readonly pickingId: number;
  readonly productId: number;
  readonly partnerId: number;
}

let counter = 0;
/** A number nobody else uses in this Odoo. */
export const freshNumber = (world: ContractWorld, prefix: string) => {
  counter += 1;
  return `${prefix}-${world.run}-${counter}`;
};

/** A vendor or customer of this run. */
export function makePartner(world: ContractWorld, name: string): Promise<number> {
  return world.admin.create("res.partner", {
    name: freshNumber(world, `Contract ${name}`),
    is_company: true,
  });
}

/** A product that is stocked and billed by what was delivered. */
async function makeStockedProduct(world: ContractWorld, units: number): Promise<number> {
  const { admin, companyId } = world;
  const code = freshNumber(world, "CONTRACT");
  const productId = await admin.create("product.product", {
    name: `Contract goods ${code}`,
    default_code: code,
    is_storable: true,
    invoice_policy: "delivery",
    list_price: 10,
    taxes_id: [[6, 0, []]],
    supplier_taxes_id: [[6, 0, []]],
  });
  const warehouses = await admin.find("stock.warehouse", [["company_id", "=", companyId]], ["lot_stock_id"]);
  const [locationId] = warehouses.map((warehouse) => (warehouse.lot_stock_id as [number, string])[0]);
  const quant = { product_id: productId, location_id: locationId, inventory_quantity: units };
  const [quantId] = (await world.session.call({
    model: "stock.quant",
    method: "create",
    args: [[quant]],
    keywords: { context: { inventory_mode: true } },
  })) as number[];
  await admin.run("stock.quant", "action_apply_inventory", [quantId ?? 0]);
  return productId;
}

/** A confirmed sales order of `units` at 10.00 each, with its delivery ready to go. */
export async function makeOrder(world: ContractWorld, units = 5): Promise<ContractOrder> {
  const { admin } = world;
  const partnerId = await makePartner(world, "customer");
  const productId = await makeStockedProduct(world, 100);
  const orderId = await admin.create("sale.order", {
    partner_id: partnerId,
    client_order_ref: freshNumber(world, "CUST-PO"),
    order_line: [[0, 0, { product_id: productId, product_uom_qty: units, price_unit: 10 }]],
  });
  await admin.run("sale.order", "action_confirm", [orderId]);
  const [order] = await admin.find("sale.order", [["id", "=", orderId]], ["name", "picking_ids"]);
  const [pickingId] = (order?.picking_ids ?? []) as number[];
  return { orderId, orderName: String(order?.name), pickingId: pickingId ?? 0, productId, partnerId };
}

/** Sets what was picked of the first move and validates, without wizards. */
export async function ship(world: ContractWorld, pickingId: number, units: number): Promise<unknown> {
  await setPicked(world, pickingId, units);
  return validate(world, pickingId, { skip_backorder: true, skip_sms: true });
}

export async function setPicked(world: ContractWorld, pickingId: number, units: number): Promise<void> {
  const moves = await world.admin.find("stock.move", [["picking_id", "=", pickingId]], ["id"]);
  const ids = moves.map((move) => move.id);
  await world.admin.write("stock.move", ids, { quantity: units, picked: true });
}

export function validate(
  world: ContractWorld,
  pickingId: number,
  context: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  return world.admin.run("stock.picking", "button_validate", [pickingId], context);
}

/** Sends `units` of a shipped delivery back and takes them in. */
export async function takeBack(world: ContractWorld, pickingId: number, units: number): Promise<number> {
  const { admin } = world;
  const wizard = await admin.create("stock.return.picking", { picking_id: pickingId });
  const lines = await admin.find("stock.return.picking.line", [["wizard_id", "=", wizard]], ["quantity"]);
  const [line] = lines;
  await admin.write("stock.return.picking.line", [line?.id ?? 0], { quantity: units });
  const action = await admin.run("stock.return.picking", "action_create_returns", [wizard]);
  const returnId = (action as { readonly res_id: number }).res_id;
  await validate(world, returnId, { skip_backorder: true, skip_sms: true });
  return returnId;
}
