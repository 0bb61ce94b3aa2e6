import { addressRef, ensureAddresses, type Masters } from "./masters";
import type { OrderStory } from "./order-story";
import { added, odooTime } from "./session";
import { type Case, casesOf, type Desk, eachBatch, isDue } from "./standing";

const CREATE_AT_ONCE = 50;
const CONFIRM_AT_ONCE = 25;

/** Orders are entered and confirmed. @returns the cases as they stand afterwards. */
export async function playSelling(desk: Desk, stories: readonly OrderStory[]): Promise<Case[]> {
  const due = stories.filter(({ orderedAt }) => isDue(desk, orderedAt));
  const known = await casesOf(desk.odoo, due);
  const entered = await enterOrders(desk, missingFrom(due, known));
  const cases = entered > 0 ? await casesOf(desk.odoo, due) : known;
  return (await confirm(desk, cases)) > 0 ? casesOf(desk.odoo, due) : cases;
}

function missingFrom(stories: readonly OrderStory[], known: readonly Case[]): OrderStory[] {
  const names = new Set(known.map(({ story }) => story.name));
  return stories.filter(({ name }) => !names.has(name));
}

async function enterOrders(desk: Desk, stories: readonly OrderStory[]): Promise<number> {
  if (stories.length === 0) return 0;
  const { odoo, masters } = desk;
  const plans = stories.map(({ plan }) => plan);
  await ensureAddresses(odoo, masters, plans);
  const enter = async (batch: readonly OrderStory[]) => {
    await odoo.call("sale.order", "create", [batch.map((story) => orderValues(story, masters))]);
  };
  const done = await eachBatch(desk, stories, CREATE_AT_ONCE, enter, ({ name }) => `order ${name}`);
  return done.length;
}

function orderValues({ name, plan, lines, orderedAt }: OrderStory, masters: Masters) {
  const drop = plan.stops.at(-1);
  const address = drop && masters.addresses.get(addressRef(plan, drop));
  return {
    name,
    client_order_ref: plan.purchaseOrder,
    partner_id: masters.customers.get(plan.customer.code),
    ...(address ? { partner_shipping_id: address } : {}),
    carrier_id: masters.carriers.get(plan.carrier.scac)?.method,
    warehouse_id: masters.warehouseId,
    date_order: odooTime(orderedAt),
    ...(drop ? { commitment_date: odooTime(drop.latestAt) } : {}),
    order_line: lines.map(({ goods, quantity }) =>
      added({
        product_id: masters.products.get(goods.code),
        product_uom_qty: quantity,
        price_unit: goods.priceMinor / 100,
      }),
    ),
  };
}

async function confirm(desk: Desk, cases: readonly Case[]): Promise<number> {
  const { odoo } = desk;
  const due = cases.filter(
    ({ story, standing }) => standing.state === "draft" && isDue(desk, story.confirmedAt),
  );
  const click = async (batch: readonly Case[]) => {
    await odoo.call("sale.order", "action_confirm", [batch.map(({ standing }) => standing.orderId)]);
  };
  const done = await eachBatch(desk, due, CONFIRM_AT_ONCE, click, ({ story }) => `confirming ${story.name}`);
  // Confirming sets the date of the order to now.
  for (const { story, standing } of done) {
    await odoo.call("sale.order", "write", [[standing.orderId], { date_order: odooTime(story.confirmedAt) }]);
  }
  return done.length;
}

/** After the carrier's number was noted: most are called off later than that. */
export async function callOff(desk: Desk, cases: readonly Case[]): Promise<number> {
  const due = cases.filter(
    ({ story, standing }) => standing.state !== "cancel" && isDue(desk, story.cancelledAt),
  );
  const click = async (batch: readonly Case[]) => {
    const orders = batch.map(({ standing }) => standing.orderId);
    await desk.odoo.call("sale.order", "action_cancel", [orders], {
      context: { disable_cancel_warning: true },
    });
  };
  const done = await eachBatch(desk, due, CONFIRM_AT_ONCE, click, ({ story }) => `cancelling ${story.name}`);
  return done.length;
}
