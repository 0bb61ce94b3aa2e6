import { DAY_MS, type Instant } from "@/lib/domain/time/instant";
import { streamOf } from "../random";
import type { WorldSettings } from "../schedule/outgoing";
import { ALL_GOODS } from "./goods";
import { added, OdooRefusal, odooTime } from "./session";
import { type Desk, eachBatch } from "./standing";

/** What is bought each day, so that what is sold is there. */
const A_DAY = 2;
const A_WEEK = 7 * A_DAY;
const RECEIVED = 0.75;

interface Purchase {
  readonly ref: string;
  readonly goods: (typeof ALL_GOODS)[number];
  readonly vendor: number;
  readonly quantity: number;
  readonly orderedAt: Instant;
  readonly plannedAt: Instant;
  /** Null: still on its way. */
  readonly received: { readonly at: Instant; readonly share: number } | null;
}

interface Bought {
  readonly name: string;
  readonly partner_ref: string;
}

/** Purchase orders of the days of the world, some of them received, some in part. Safe to repeat. */
export async function playPurchases(desk: Desk, world: WorldSettings): Promise<void> {
  const wanted = purchasesOf(world, desk.until);
  const known = await boughtAs(desk, wanted);
  const missing = wanted.filter(({ ref }) => !known.has(ref));
  await eachBatch(
    desk,
    missing,
    A_WEEK,
    (batch) => order(desk, batch),
    ({ ref }) => `purchase ${ref}`,
  );
  const bought = missing.length > 0 ? await boughtAs(desk, wanted) : known;
  await receiveDue(desk, wanted, bought);
}

async function boughtAs(desk: Desk, wanted: readonly Purchase[]): Promise<Map<string, Bought>> {
  const refs = wanted.map(({ ref }) => ref);
  const found = await desk.odoo.searchRead<Bought>(
    "purchase.order",
    [["partner_ref", "in", refs]],
    ["name", "partner_ref"],
  );
  return new Map(found.map((bought) => [bought.partner_ref, bought]));
}

function purchasesOf(world: WorldSettings, until: Instant): Purchase[] {
  const startAt = world.anchorAt - world.days * DAY_MS;
  const days = Math.max(1, Math.ceil((until - startAt) / DAY_MS));
  return Array.from({ length: days * A_DAY }, (_, number) => {
    const random = streamOf(world.seed, "purchase", number);
    const orderedAt = startAt + Math.floor(number / A_DAY) * DAY_MS + random.int(60, 600) * 60_000;
    const receivedAt = orderedAt + random.between(0.8, 4) * DAY_MS;
    const arrives = random.chance(RECEIVED);
    return {
      ref: `HV-PO-${String(number + 1).padStart(4, "0")}`,
      goods: random.pick(ALL_GOODS),
      vendor: random.int(0, 2),
      quantity: random.int(8, 40) * 10,
      orderedAt,
      plannedAt: orderedAt + 3 * DAY_MS,
      received:
        arrives && receivedAt <= until ? { at: receivedAt, share: random.pick([1, 1, 1, 0.5]) } : null,
    };
  }).filter(({ orderedAt }) => orderedAt <= until);
}

async function order({ odoo, masters }: Desk, purchases: readonly Purchase[]): Promise<void> {
  const values = purchases.map(({ ref, vendor, goods, quantity, orderedAt, plannedAt }) => ({
    partner_id: masters.vendors[vendor],
    partner_ref: ref,
    date_order: odooTime(orderedAt),
    date_planned: odooTime(plannedAt),
    order_line: [
      added({
        product_id: masters.products.get(goods.code),
        product_qty: quantity,
        price_unit: goods.costMinor / 100,
        date_planned: odooTime(plannedAt),
      }),
    ],
  }));
  const orders = await odoo.call<number[]>("purchase.order", "create", [values]);
  await odoo.call("purchase.order", "button_confirm", [orders]);
}

interface Receipt {
  readonly id: number;
  readonly origin: string;
}

/** Receipts name their purchase order as where they come from; of one received in part the rest stays on its way. */
async function receiveDue(
  desk: Desk,
  wanted: readonly Purchase[],
  bought: ReadonlyMap<string, Bought>,
): Promise<void> {
  const due = wanted.filter(({ received }) => received && received.at <= desk.until);
  const names = due.flatMap(({ ref }) => bought.get(ref)?.name ?? []);
  const open = await desk.odoo.searchRead<Receipt>(
    "stock.picking",
    [
      ["origin", "in", names],
      ["backorder_id", "=", false],
      ["state", "=", "assigned"],
    ],
    ["origin"],
  );
  for (const purchase of due) {
    const name = bought.get(purchase.ref)?.name;
    const receipt = open.find(({ origin }) => origin === name);
    if (receipt)
      await eachBatch(
        desk,
        [receipt],
        1,
        () => receive(desk, receipt, purchase),
        () => `receipt of ${name}`,
      );
  }
}

async function receive({ odoo }: Desk, receipt: Receipt, { received, quantity }: Purchase): Promise<void> {
  if (!received) return;
  if (received.share < 1) {
    const ofReceipt = [["picking_id", "=", receipt.id]];
    const moves = await odoo.searchRead<{ id: number }>("stock.move", ofReceipt, ["state"]);
    const values = { quantity: Math.floor(quantity * received.share), picked: true };
    await odoo.call("stock.move", "write", [moves.map(({ id }) => id), values]);
  }
  const result = await odoo.call("stock.picking", "button_validate", [[receipt.id]]);
  if (result !== true) throw new OdooRefusal("a wizard opened, and nothing was received");
  await odoo.call("stock.picking", "write", [[receipt.id], { date_done: odooTime(received.at) }]);
}
