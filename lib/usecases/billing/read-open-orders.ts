import type { Executor } from "@/db/client";
import { selectFailedWrites, selectPickingShipments } from "@/db/queries/billing/read-orders";
import { mirroredRecords, relationsFrom, relationsTo } from "@/db/queries/odoo/bundle-records";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { idOf, type OdooValues, textOf } from "@/lib/connectors/odoo/record-values";
import type { DeliveryShipment, OpenOrder } from "@/lib/domain/billing/open-order";
import { normaliseReference } from "@/lib/domain/reference/reference";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";
import { type OrderRecords, openOrder } from "./open-order";

/** More than any order has of anything. */
const MOST = 20_000;

type Held = ReadonlyMap<string, ReadonlyMap<number, OdooValues>>;

/**
 * These orders as the mirror and the timeline have them now, some twelve statements however many. One that Odoo has no more, that is no confirmed
 * sale, or that has not been read yet is left out.
 */
export async function readOpenOrders(
  db: Executor,
  owner: OdooOwner,
  orderIds: readonly number[],
): Promise<OpenOrder[]> {
  const back = (target: string, model: string, field: string, ids: readonly number[]) =>
    relationsTo(db, owner, target, { model, field }, ids, MOST);
  const forth = (model: string, field: string, ids: readonly number[]) =>
    relationsFrom(db, owner, { model, field }, ids);
  const lineOf = await back("sale.order", "sale.order.line", "order_id", orderIds);
  const lineIds = lineOf.map(({ to }) => to);
  const pickingOf = await back("sale.order", "stock.picking", "sale_id", orderIds);
  const moveOf = await back("sale.order.line", "stock.move", "sale_line_id", lineIds);
  const billedOf = await back("sale.order.line", "account.move.line", "sale_line_ids", lineIds);
  const products = await forth("sale.order.line", "product_id", lineIds);
  const partners = await forth("sale.order", "partner_id", orderIds);
  const invoiceOf = await forth(
    "account.move.line",
    "move_id",
    billedOf.map(({ to }) => to),
  );
  const first = await held(db, owner, {
    "sale.order": orderIds,
    "sale.order.line": lineIds,
    "stock.picking": pickingOf.map(({ to }) => to),
    "stock.move": moveOf.map(({ to }) => to),
    "account.move": invoiceOf.map(({ to }) => to),
    "product.product": products.map(({ to }) => to),
    "res.partner": partners.map(({ to }) => to),
  });
  const drafts = invoiceOf.filter(({ to }) => isDraft(first.get("account.move")?.get(to)));
  const records = await held(db, owner, {
    "account.move.line": drafts.map(({ from }) => from),
    "res.company": companiesOf(first),
    "res.partner": parentsOf(first),
  });
  const shipments = await shipmentsOf(db, owner, first);
  const failed = await selectFailedWrites(db, owner, [
    ...orderIds.map((id) => `sale.order,${id}`),
    ...drafts.map(({ to }) => `account.move,${to}`),
  ]);
  const all: Held = new Map(
    [...first, ...records].map(([model]) => [
      model,
      new Map([...(first.get(model) ?? []), ...(records.get(model) ?? [])]),
    ]),
  );
  const [lines, pickings] = [groupBy(lineOf, ({ from }) => from), groupBy(pickingOf, ({ from }) => from)];
  const [moves, billed] = [groupBy(moveOf, ({ from }) => from), groupBy(billedOf, ({ from }) => from)];
  const draftOf = new Map(drafts.map(({ from, to }) => [from, to]));
  return orderIds.flatMap((orderId) => {
    const own = (lines.get(orderId) ?? []).map(({ to }) => to);
    const related: OrderRecords = {
      orderId,
      lineIds: own,
      pickingIds: (pickings.get(orderId) ?? []).map(({ to }) => to),
      moveIds: new Map(own.map((id) => [id, (moves.get(id) ?? []).map(({ to }) => to)])),
      draftLines: own.flatMap((id) =>
        (billed.get(id) ?? []).flatMap(({ to }) => {
          const draft = draftOf.get(to);
          return draft === undefined ? [] : { lineId: to, moveId: draft };
        }),
      ),
      find: (model, id) => (id === null ? undefined : all.get(model)?.get(id)),
      shipments,
      failed,
    };
    return openOrder(related) ?? [];
  });
}

const isDraft = (values: OdooValues | undefined) =>
  values !== undefined && textOf(values, "state") === "draft";

/** These records by model and id; what Odoo has no more is left out. */
async function held(
  db: Executor,
  owner: OdooOwner,
  ids: Readonly<Record<string, readonly number[]>>,
): Promise<Held> {
  const unique = new Map(Object.entries(ids).map(([model, own]) => [model, [...new Set(own)]]));
  const records = await mirroredRecords(db, owner, unique);
  const found = groupBy(
    records.filter(({ deleted }) => !deleted),
    ({ model }) => model,
  );
  return new Map(
    Object.keys(ids).map((model) => [
      model,
      new Map((found.get(model) ?? []).map(({ odooId, values }) => [odooId, values])),
    ]),
  );
}

function companiesOf(records: Held): number[] {
  return [...(records.get("sale.order")?.values() ?? [])].flatMap((order) => idOf(order, "company_id") ?? []);
}

function parentsOf(records: Held): number[] {
  return [...(records.get("res.partner")?.values() ?? [])].flatMap(
    (partner) => idOf(partner, "parent_id") ?? [],
  );
}

/** Shipments by delivery: a delivery's number is unique within its Odoo and company, as its events say. */
async function shipmentsOf(
  db: Executor,
  { companyId, connectionId }: OdooOwner,
  records: Held,
): Promise<ReadonlyMap<number, DeliveryShipment>> {
  const pickings = [...(records.get("stock.picking") ?? [])].flatMap(([pickingId, values]) => {
    const name = textOf(values, "name");
    const company = idOf(values, "company_id");
    const scope = company === null ? connectionId : `${connectionId}/${company}`;
    const isDone = textOf(values, "state") === "done";
    return name && isDone ? [{ pickingId, lookup: normaliseReference(name), scope }] : [];
  });
  const found = await selectPickingShipments(db, companyId, pickings);
  return new Map(found.map(({ pickingId, ...shipment }) => [pickingId, shipment]));
}
