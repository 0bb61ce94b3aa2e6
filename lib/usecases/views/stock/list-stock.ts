import {
  type DiscrepancyNarrowing,
  type DiscrepancyPosition,
  type StoredDiscrepancy,
  selectDiscrepancyPage,
  selectOpenLocations,
} from "@/db/queries/stock/select-discrepancies";
import {
  countOpen,
  type StoredOdooState,
  type StoredWarehouse,
  selectOdooStates,
  selectWarehouses,
} from "@/db/queries/stock/select-sources";
import type { BoundedCount } from "@/lib/contracts/messages/message-list";
import type { OdooStockState, StockList, StockRow, WarehouseWord } from "@/lib/contracts/stock/stock-list";
import type { StockQuery } from "@/lib/contracts/stock/stock-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { odooDocumentUrl } from "@/lib/domain/odoo/document-url";
import { ODOO_STALE_MS } from "@/lib/domain/stock/discrepancy";
import { DAY_MS } from "@/lib/domain/time/instant";
import type { Context } from "@/lib/usecases/context";
import { pipelineLag } from "@/lib/usecases/views/messages/pipeline-lag";

const PAGE_ROWS = 50;
const COUNT_LIMIT = 1_000;
const MOST_LOCATIONS = 200;
const CLOSED_DAYS = 30;
const STOCK_DIALECTS = ["csv-stock", "json-stock"];

/** One page of differences between Odoo and the warehouses, with who said what last. */
export async function listStock(ctx: Context, query: StockQuery): Promise<StockList> {
  requirePermission(ctx.actor, "stock.read");
  const { companyId } = ctx.actor;
  const [page, open, warehouses, odoos, locations, lag] = await Promise.all([
    readPage(ctx, query),
    countOpen(ctx.db, companyId, COUNT_LIMIT + 1),
    selectWarehouses(ctx.db, companyId, STOCK_DIALECTS, COUNT_LIMIT + 1),
    selectOdooStates(ctx.db, companyId),
    selectOpenLocations(ctx.db, companyId, MOST_LOCATIONS),
    pipelineLag(ctx),
  ]);
  return {
    query,
    ...page,
    openCount: bounded(open),
    warehouses: warehouses.map(warehouseWord),
    odoos: odoos.map((row) => odooState(row, ctx.now().getTime())),
    locations: locations.map((name) => ({ value: name, label: name })),
    workerMissing: lag.workerIsMissing ? { seenAt: lag.workerSeenAt } : null,
  };
}

async function readPage(
  ctx: Context,
  query: StockQuery,
): Promise<Pick<StockList, "rows" | "older" | "newer">> {
  const after = positionOf(query.after);
  const before = after ? undefined : positionOf(query.before);
  const narrowing: DiscrepancyNarrowing = {
    tab: query.tab,
    closedSince: new Date(ctx.now().getTime() - CLOSED_DAYS * DAY_MS),
    ...(query.connection ? { connectionId: query.connection } : {}),
    ...(query.location ? { location: query.location } : {}),
    ...(query.reason ? { reason: query.reason } : {}),
    ...(query.q ? { text: query.q } : {}),
  };
  const found = await selectDiscrepancyPage(ctx.db, ctx.actor.companyId, narrowing, {
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
    limit: PAGE_ROWS + 1,
  });
  const rows = found.slice(0, PAGE_ROWS);
  const hasFurther = found.length > PAGE_ROWS;
  if (before) rows.reverse();
  const cursor = (there: boolean, row: StoredDiscrepancy | undefined) =>
    there && row ? `${row.position}_${row.id}` : null;
  return {
    rows: rows.map(stockRow),
    older: cursor(before !== undefined || hasFurther, rows.at(-1)),
    newer: cursor(after !== undefined || (before !== undefined && hasFurther), rows[0]),
  };
}

function positionOf(cursor: string | undefined): DiscrepancyPosition | undefined {
  const [at = "", id = ""] = cursor?.split("_") ?? [];
  return Number.isNaN(Date.parse(at)) ? undefined : { at, id };
}

function stockRow(row: StoredDiscrepancy): StockRow {
  const { baseUrl, serverVersion, odooProductId } = row;
  return {
    id: row.id,
    product: row.product,
    productName: row.productName,
    location: row.location,
    reason: row.reason,
    odooQuantity: row.odooQuantity,
    statedQuantity: row.statedQuantity,
    difference: row.difference,
    unit: row.unit,
    isUnlisted: row.unlisted,
    warehouse: { id: row.connectionId, name: row.connectionName },
    odooName: row.odooName,
    odooHref:
      baseUrl !== null && odooProductId !== null
        ? odooDocumentUrl(baseUrl, serverVersion, "product.product", odooProductId)
        : null,
    messageId: row.messageId,
    statedAt: iso(row.statedAt),
    openedAt: iso(row.openedAt),
    closedAt: row.closedAt === null ? null : iso(row.closedAt),
    closedBecause: row.closedBecause,
  };
}

function warehouseWord(row: StoredWarehouse): WarehouseWord {
  return {
    id: row.id,
    name: row.name,
    isOff: !row.enabled,
    statedAt: row.statedAt === null ? null : iso(row.statedAt),
    completeAt: row.completeAt === null ? null : iso(row.completeAt),
    messageId: row.messageId,
    openCount: bounded(row.openCount),
  };
}

function odooState({ id, name, enabled, isLoaded, readAt }: StoredOdooState, now: number): OdooStockState {
  const isHeard = readAt !== null && now - Date.parse(readAt) <= ODOO_STALE_MS;
  const state = !enabled ? "off" : !isLoaded ? "loading" : isHeard ? "compared" : "unheard";
  return { id, name, state, readAt: readAt === null ? null : iso(readAt) };
}

const iso = (text: string) => new Date(text).toISOString();
const bounded = (count: number): BoundedCount => ({
  count: Math.min(count, COUNT_LIMIT),
  more: count > COUNT_LIMIT,
});
