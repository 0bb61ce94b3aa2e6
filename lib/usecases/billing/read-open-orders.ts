import type { Executor } from "@/db/client";
import { selectFailedWrites, selectPickingShipments } from "@/db/queries/billing/read-orders";
import { mirroredRecords, type Relation, relationsFrom, relationsTo } from "@/db/queries/odoo/bundle-records";
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
  const related = await walk(db, owner, orderIds);
  const to = (relations: readonly Relation[]) => relations.map((relation) => relation.to);
  const first = await held(db, owner, {
    "sale.order": orderIds,
    "sale.order.line": to(related.lines),
    "stock.picking": to(related.pickings),
    "stock.move": to(related.moves),
    "account.move": to(related.invoices),
    "product.product": to(related.products),
    "res.partner": to(related.partners),
  });
  const drafts = related.invoices.filter((line) => isDraft(first.get("account.move")?.get(line.to)));
  const records = await held(db, owner, {
    "account.move.line": drafts.map(({ from }) => from),
    "res.company": companiesOf(first),
    "res.partner": parentsOf(first),
  });
  const shipments = await shipmentsOf(db, owner, first);
  const failed = await selectFailedWrites(db, owner, [
    ...orderIds.map((id) => `sale.order,${id}`),
    ...to(drafts).map((id) => `account.move,${id}`),
  ]);
  const find: OrderRecords["find"] = (model, id) =>
    id === null ? undefined : (first.get(model)?.get(id) ?? records.get(model)?.get(id));
  const ownOf = recordsBy(related, drafts);
  return orderIds.flatMap((orderId) => openOrder({ ...ownOf(orderId), find, shipments, failed }) ?? []);
}

interface Related {
  readonly lines: readonly Relation[];
  readonly pickings: readonly Relation[];
  readonly moves: readonly Relation[];
  /** Lines of invoices by the order's line they bill, and their invoices. */
  readonly billed: readonly Relation[];
  readonly invoices: readonly Relation[];
  readonly products: readonly Relation[];
  readonly partners: readonly Relation[];
}

/** What belongs to these orders, along the mirror's relations. */
async function walk(db: Executor, owner: OdooOwner, orderIds: readonly number[]): Promise<Related> {
  const back = (target: string, model: string, field: string, ids: readonly number[]) =>
    relationsTo(db, owner, target, { model, field }, ids, MOST);
  const forth = (model: string, field: string, ids: readonly number[]) =>
    relationsFrom(db, owner, { model, field }, ids);
  const lines = await back("sale.order", "sale.order.line", "order_id", orderIds);
  const lineIds = lines.map(({ to }) => to);
  const billed = await back("sale.order.line", "account.move.line", "sale_line_ids", lineIds);
  const billedIds = billed.map(({ to }) => to);
  return {
    ...{ lines, billed },
    pickings: await back("sale.order", "stock.picking", "sale_id", orderIds),
    moves: await back("sale.order.line", "stock.move", "sale_line_id", lineIds),
    invoices: await forth("account.move.line", "move_id", billedIds),
    products: await forth("sale.order.line", "product_id", lineIds),
    partners: await forth("sale.order", "partner_id", orderIds),
  };
}

/** The ids of one order's records among those of all. `drafts`: lines of invoices that are not posted. */
function recordsBy(related: Related, drafts: readonly Relation[]) {
  const bySource = (relations: readonly Relation[]) => groupBy(relations, ({ from }) => from);
  const [lines, pickings] = [bySource(related.lines), bySource(related.pickings)];
  const [moves, billed] = [bySource(related.moves), bySource(related.billed)];
  const draftOf = new Map(drafts.map(({ from, to }) => [from, to]));
  const idsIn = (groups: ReadonlyMap<number, readonly Relation[]>, id: number) =>
    (groups.get(id) ?? []).map(({ to }) => to);
  return (orderId: number): Omit<OrderRecords, "find" | "shipments" | "failed"> => {
    const lineIds = idsIn(lines, orderId);
    return {
      ...{ orderId, lineIds, pickingIds: idsIn(pickings, orderId) },
      moveIds: new Map(lineIds.map((id) => [id, idsIn(moves, id)])),
      draftLines: lineIds.flatMap((id) =>
        idsIn(billed, id).flatMap((lineId) => {
          const moveId = draftOf.get(lineId);
          return moveId === undefined ? [] : { lineId, moveId };
        }),
      ),
    };
  };
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
