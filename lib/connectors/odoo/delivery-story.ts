import type { StatedTime } from "@/lib/domain/event/draft";
import { type OdooContent, recordKey } from "./bundle";
import { idOf, idsOf, nameOf, numberOf, type OdooValues, statedUtc, textOf } from "./record-values";

/** A document of Odoo in the bundle, and where it stands there. */
export interface OdooDocument {
  readonly key: string;
  readonly model: string;
  readonly id: number;
  readonly values: OdooValues;
  readonly name: string | null;
  readonly state: string | null;
}

export interface ReturnedDelivery {
  readonly picking: OdooDocument;
  readonly moves: readonly OdooDocument[];
  /** Returns of the return: what came back and went out again. */
  readonly sentAgain: readonly OdooDocument[];
}

/** A delivery or receipt with what belongs to it, related. */
export interface DeliveryStory {
  readonly content: OdooContent;
  readonly picking: OdooDocument;
  readonly direction: "outgoing" | "incoming";
  readonly moves: readonly OdooDocument[];
  readonly order: OdooDocument | null;
  readonly purchaseOrders: readonly OdooDocument[];
  /** Customer invoices and credit notes that bill what this delivery moves. */
  readonly invoices: readonly OdooDocument[];
  /** Vendor bills: of what was received, or of who carried it. */
  readonly bills: readonly OdooDocument[];
  readonly returns: readonly ReturnedDelivery[];
  readonly backorders: readonly OdooDocument[];
  /** Deliveries of the same order that are no returns, cancelled ones and this one included. */
  readonly siblings: readonly OdooDocument[];
}

/** Relates the records of a bundle; null when its picking is missing, is moved within the house only, or is a return. */
export function deliveryStory(content: OdooContent): DeliveryStory | null {
  const picking = documentOf(content, "stock.picking", content.picking);
  const direction = picking && directionOf(content, picking);
  if (!picking || !direction || idOf(picking.values, "return_id")) return null;
  const pickings = documentsOf(content, "stock.picking");
  const moves = movesOf(content, picking);
  const order = documentOf(content, "sale.order", orderId(content, picking, moves));
  const lineIds = (model: string, field: string) =>
    new Set(moves.flatMap(({ values }) => idOf(values, field) ?? []).map((id) => recordKey(model, id)));
  const saleLines = lineIds("sale.order.line", "sale_line_id");
  const purchaseLines = lineIds("purchase.order.line", "purchase_line_id");
  const purchaseIds = new Set(
    [...purchaseLines].flatMap((key) => idOf(content.records[key] ?? {}, "order_id") ?? []),
  );
  return {
    content,
    picking,
    direction,
    moves,
    order,
    purchaseOrders: documentsOf(content, "purchase.order").filter(({ id }) => purchaseIds.has(id)),
    invoices: invoicesOf(content, saleLines, order),
    bills: billsOf(content, purchaseLines, picking),
    returns: returnsOf(pickings, picking).map((back) => ({
      picking: back,
      moves: movesOf(content, back),
      sentAgain: returnsOf(pickings, back),
    })),
    backorders: pickings.filter(
      ({ values }) => idOf(values, "backorder_id") === picking.id && !idOf(values, "return_id"),
    ),
    siblings: pickings.filter(
      ({ values }) => order !== null && idOf(values, "sale_id") === order.id && !idOf(values, "return_id"),
    ),
  };
}

/** When a field last took this value, as Odoo's chatter tells; null when it does not. */
export function tookAt(
  content: OdooContent,
  { key }: OdooDocument,
  field: string,
  value: string,
): StatedTime | null {
  const row = content.history.findLast(
    (change) => change.record === key && change.field === field && change.to === value,
  );
  return row ? statedUtc(row.at) : null;
}

/** The value a field had when the document was made, where a later change tells. */
export function bornWith(content: OdooContent, { key }: OdooDocument, field: string): string | null {
  return content.history.find((change) => change.record === key && change.field === field)?.from ?? null;
}

export interface Quantities {
  readonly moved: number;
  readonly asked: number;
}

/** Quantity over these moves: what was moved, and what was asked for. */
export function quantities(moves: readonly OdooDocument[]): Quantities {
  const sum = (of: (move: OdooDocument) => number) =>
    Math.round(moves.reduce((total, move) => total + of(move), 0) * 1000) / 1000;
  return {
    moved: sum(({ values, state }) => (state === "done" ? (numberOf(values, "quantity") ?? 0) : 0)),
    asked: sum(({ values }) => numberOf(values, "product_uom_qty") ?? 0),
  };
}

export interface ProductQuantities extends Quantities {
  /** As Odoo names it; null where it names none. */
  readonly product: string | null;
}

/** The same for each product: too many of one do not make up for another. */
export function productQuantities(moves: readonly OdooDocument[]): ProductQuantities[] {
  const products = new Map<number | null, OdooDocument[]>();
  for (const move of moves) {
    const product = idOf(move.values, "product_id");
    products.set(product, [...(products.get(product) ?? []), move]);
  }
  return [...products.values()].map((own) => ({
    product: own.map(({ values }) => nameOf(values, "product_id")).find((name) => name !== null) ?? null,
    ...quantities(own),
  }));
}

export function documentOf(content: OdooContent, model: string, id: number | null): OdooDocument | null {
  if (id === null) return null;
  const key = recordKey(model, id);
  const values = content.records[key];
  return values ? { key, model, id, values, name: nameIn(values), state: textOf(values, "state") } : null;
}

/** All of a model in the bundle, by id. */
export function documentsOf(content: OdooContent, model: string): OdooDocument[] {
  return Object.keys(content.records)
    .filter((key) => key.startsWith(`${model},`))
    .map((key) => Number(key.slice(model.length + 1)))
    .sort((a, b) => a - b)
    .flatMap((id) => documentOf(content, model, id) ?? []);
}

/** "/" stands where Odoo has not numbered a document yet. */
function nameIn(values: OdooValues): string | null {
  const name = textOf(values, "name");
  return name === "/" || name === "Draft" ? null : name;
}

function directionOf(content: OdooContent, { values }: OdooDocument): DeliveryStory["direction"] | null {
  const type = documentOf(content, "stock.picking.type", idOf(values, "picking_type_id"));
  const code = textOf(values, "picking_type_code") ?? (type && textOf(type.values, "code"));
  return code === "outgoing" || code === "incoming" ? code : null;
}

const movesOf = (content: OdooContent, picking: OdooDocument) =>
  documentsOf(content, "stock.move").filter(({ values }) => idOf(values, "picking_id") === picking.id);

const returnsOf = (pickings: readonly OdooDocument[], picking: OdooDocument) =>
  pickings.filter(({ values }) => idOf(values, "return_id") === picking.id);

function orderId(content: OdooContent, picking: OdooDocument, moves: readonly OdooDocument[]): number | null {
  const stated = idOf(picking.values, "sale_id");
  if (stated) return stated;
  const lines = moves.flatMap(({ values }) => idOf(values, "sale_line_id") ?? []);
  const orders = new Set(
    lines.flatMap((id) => idOf(content.records[recordKey("sale.order.line", id)] ?? {}, "order_id") ?? []),
  );
  const [only] = orders;
  return orders.size === 1 && only ? only : null;
}

/** Invoices with a line for what this delivery moves, and credit notes of those. Without order lines on its moves, all of the order's. */
function invoicesOf(
  content: OdooContent,
  moved: ReadonlySet<string>,
  order: OdooDocument | null,
): OdooDocument[] {
  if (!order) return [];
  const lines = documentsOf(content, "account.move.line");
  const bills = (line: OdooDocument) =>
    idsOf(line.values, "sale_line_ids").some((id) => {
      const key = recordKey("sale.order.line", id);
      return moved.size === 0 ? key in content.records : moved.has(key);
    });
  const direct = new Set(lines.filter(bills).map(({ values }) => idOf(values, "move_id")));
  return documentsOf(content, "account.move").filter(
    ({ id, values }) =>
      ["out_invoice", "out_refund"].includes(textOf(values, "move_type") ?? "") &&
      (direct.has(id) || direct.has(idOf(values, "reversed_entry_id") ?? 0)),
  );
}

function billsOf(content: OdooContent, received: ReadonlySet<string>, picking: OdooDocument): OdooDocument[] {
  const lines = documentsOf(content, "account.move.line").filter(({ values }) => {
    const line = idOf(values, "purchase_line_id");
    return line !== null && received.has(recordKey("purchase.order.line", line));
  });
  const direct = new Set(lines.map(({ values }) => idOf(values, "move_id")));
  return documentsOf(content, "account.move").filter(
    ({ id, values }) =>
      textOf(values, "move_type") === "in_invoice" &&
      (direct.has(id) || (isOfCompanyOf(picking, values) && originsOf(values).includes(picking.name ?? ""))),
  );
}

/** Two companies of one Odoo both have a WH/OUT/00001: by its name alone a delivery is found only within its own. */
function isOfCompanyOf(picking: OdooDocument, values: OdooValues): boolean {
  const [own, theirs] = [idOf(picking.values, "company_id"), idOf(values, "company_id")];
  return own === null || theirs === null || own === theirs;
}

/** Documents an invoice says it is from: several are joined by commas. */
export function originsOf(values: OdooValues): readonly string[] {
  return (textOf(values, "invoice_origin") ?? "").split(/\s*,\s*/).filter((name) => name !== "");
}
