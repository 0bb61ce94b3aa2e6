import { and, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { odooPull } from "@/db/schema/odoo";
import { type AdminCall, openAdmin } from "@/lib/cli/soak/odoo-pull/admin-rpc";
import { openCommandWorld } from "@/lib/connectors/odoo/commands/testing/command-world";
import { makeOrder, ship, takeBack } from "@/lib/connectors/odoo/contract/contract-documents";
import type { ContractWorld } from "@/lib/connectors/odoo/contract/contract-world";
import type { OdooTarget } from "@/lib/connectors/odoo/contract/target";
import { odooFromEnvironment } from "@/lib/connectors/odoo/contract/testing/odoo-from-environment";
import { composeDeliveries } from "@/lib/usecases/odoo/deliveries/compose-deliveries";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";
import { type PullWorld, pullWorld } from "@/lib/usecases/odoo/pull/testing/pull-world";
import { runReprocess, runShard, SHARDS } from "@/lib/usecases/pipeline/run-pipeline";
import { keepUnbilled } from "./keep-unbilled";

const target = odooFromEnvironment();

interface Line {
  readonly id: number;
  readonly order_id: [number, string];
  readonly qty_delivered: number;
  readonly qty_invoiced: number;
  readonly qty_to_invoice: number;
  readonly product_uom_qty: number;
  readonly price_unit: number;
  readonly discount: number;
  readonly product_id: [number, string] | false;
  readonly currency_id: [number, string];
}

let world: PullWorld;
let admin: AdminCall;
const ask = <T>(model: string, domain: readonly unknown[], fields: readonly string[]) =>
  admin<T[]>(model, "search_read", [domain, fields], { context: { active_test: false } });
/** Cents of what Odoo's own line says. */
const cents = (line: Line, quantity: number) =>
  Math.round(quantity * line.price_unit * (1 - line.discount / 100) * 100);
const summed = (lines: readonly Line[], quantityOf: (line: Line) => number) =>
  [...groupBy(lines, (line) => `${line.order_id[1]} ${line.currency_id[1]}`)]
    .map(([key, own]) => `${key} ${own.reduce((sum, line) => sum + cents(line, quantityOf(line)), 0)}`)
    .sort();
const ours = async (parts: string) => {
  const { rows } = await world.db.execute<{ line: string }>(sql`
    select order_name || ' ' || currency || ' ' || sum(amount_minor) as line from unbilled_order
    where part in (${sql.raw(parts)}) group by order_name, currency order by 1`);
  return rows.map(({ line }) => line).sort();
};

/** Of each kind one, so that there is something to compare also in an Odoo that was just made: delivered, on a draft, and brought back after its bill. */
async function makeOpenOrders(target: OdooTarget): Promise<void> {
  const made = await openCommandWorld(target, "Milepost unbilled test");
  const documents = made as unknown as ContractWorld;
  const { admin: odoo } = made;
  const bill = async (orderId: number) => {
    const wish = { sale_order_ids: [[6, 0, [orderId]]], advance_payment_method: "delivered" };
    await odoo.run("sale.advance.payment.inv", "create_invoices", [
      await odoo.create("sale.advance.payment.inv", wish),
    ]);
  };
  const orders = [await makeOrder(documents), await makeOrder(documents), await makeOrder(documents)];
  for (const { pickingId } of orders) await ship(documents, pickingId, 5);
  const [, drafted, returned] = orders;
  await bill(drafted?.orderId ?? 0);
  await bill(returned?.orderId ?? 0);
  const invoices = await odoo.find("account.move", [["invoice_origin", "=", returned?.orderName]], ["id"]);
  await odoo.run(
    "account.move",
    "action_post",
    invoices.map(({ id }) => id),
  );
  await takeBack(documents, returned?.pickingId ?? 0, 2);
  await made.close();
}

let lines: readonly Line[];
let policies: ReadonlyMap<number, string>;

beforeAll(async () => {
  if (!target) return;
  const { url, database, adminLogin: login, adminPassword: password } = target;
  const odoo = { url, database, login, password };
  await makeOpenOrders(target);
  admin = await openAdmin(odoo);
  world = await pullWorld(odoo);
  await world.db.execute(sql`update connection set may_create_shipments = true`);
  // On a busy machine a round ends before everything is loaded, and the next goes on with it.
  for (let left = 1; left > 0; ) {
    await world.read();
    left = await world.db.$count(odooPull, and(isNull(odooPull.loadedAt), isNull(odooPull.error)));
  }
  // Deliveries wait half a minute for the chatter before they are told.
  world.advance(60_000);
  for (let more = true; more; ) more = (await composeDeliveries(world.deps)).deliveries > 0;
  for (let busy = true; busy; ) {
    busy = (await runReprocess(world.deps)).messages > 0;
    for (const shard of SHARDS) busy = (await runShard(world.deps, shard)).messages > 0 || busy;
  }
  for (let more = true; more; ) more = (await keepUnbilled(world.deps)) > 0;
  lines = await ask<Line>(
    "sale.order.line",
    [
      ["state", "in", ["sale", "done"]],
      ["display_type", "=", false],
    ],
    [
      ...["order_id", "qty_delivered", "qty_invoiced", "qty_to_invoice", "product_uom_qty", "price_unit"],
      ...["discount", "product_id", "currency_id"],
    ],
  );
  const products = await ask<{ id: number; invoice_policy: string }>(
    "product.product",
    [],
    ["invoice_policy"],
  );
  policies = new Map(products.map(({ id, invoice_policy }) => [id, invoice_policy]));
}, 600_000);
afterAll(() => world?.close());

/** Orders of which something went out to the customer. */
async function sentOrders(): Promise<ReadonlySet<number>> {
  const pickings = await ask<{ sale_id: [number, string] | false }>(
    "stock.picking",
    [
      ["state", "=", "done"],
      ["picking_type_code", "=", "outgoing"],
      ["return_id", "=", false],
      ["sale_id", "!=", false],
    ],
    ["sale_id"],
  );
  return new Set(pickings.flatMap(({ sale_id }) => (sale_id ? sale_id[0] : [])));
}

const isOrdered = ({ product_id }: Line) => product_id !== false && policies.get(product_id[0]) === "order";

describe.skipIf(!target)("what is unbilled, beside the lines of the real Odoo that ODOO_URL names", () => {
  it("is the orders delivered and on no invoice that its lines make, to the cent", async () => {
    const sent = await sentOrders();
    const openOf = (line: Line) =>
      isOrdered(line)
        ? Math.min(line.qty_to_invoice, line.qty_delivered - line.qty_invoiced)
        : line.qty_to_invoice;
    const open = lines.filter(
      (line) => line.qty_delivered > 0 && openOf(line) > 0 && sent.has(line.order_id[0]),
    );
    expect(open.length).toBeGreaterThan(0);
    expect(await ours("'delivered', 'in_transit'")).toEqual(summed(open, openOf));
    const { rows } = await world.db.execute(sql`
      select count(*)::int as n from unbilled_order where part = 'delivered' and deliveries @> '[{"shipmentNumber": null}]'::jsonb`);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it("has apart the credits owed, to the cent", async () => {
    const owed = lines.filter(
      (line) => line.qty_to_invoice < 0 && !(isOrdered(line) && line.product_uom_qty === 0),
    );
    expect(owed.length).toBeGreaterThan(0);
    expect(await ours("'credit'")).toEqual(summed(owed, (line) => -line.qty_to_invoice));
  });

  it("has apart the drafts not posted, to the cent of their lines", async () => {
    const drafts = await ask<{
      id: number;
      price_subtotal: number;
      sale_line_ids: number[];
      currency_id: [number, string];
    }>(
      "account.move.line",
      [
        ["parent_state", "=", "draft"],
        ["move_id.move_type", "=", "out_invoice"],
        ["sale_line_ids", "!=", false],
      ],
      ["price_subtotal", "sale_line_ids", "currency_id"],
    );
    const orderOf = new Map(lines.map(({ id, order_id }) => [id, order_id[1]]));
    const expected = [
      ...groupBy(
        drafts,
        ({ sale_line_ids, currency_id }) => `${orderOf.get(sale_line_ids[0] ?? 0)} ${currency_id[1]}`,
      ),
    ].map(
      ([key, own]) => `${key} ${own.reduce((sum, line) => sum + Math.round(line.price_subtotal * 100), 0)}`,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(await ours("'draft'")).toEqual(expected.sort());
  });

  it("has sums that are those of its rows", async () => {
    const { rows } = await world.db.execute(sql`
      select (select sum(amount_minor)::text from unbilled_order) as rows, (select sum(amount_minor)::text from unbilled_sum) as sums,
        (select count(*)::int from unbilled_order) as orders, (select sum(orders)::int from unbilled_sum) as counted`);
    expect(rows[0]?.rows).toBe(rows[0]?.sums);
    expect(rows[0]?.orders).toBe(rows[0]?.counted);
  });
});
