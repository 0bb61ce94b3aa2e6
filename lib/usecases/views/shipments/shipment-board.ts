import { type BoardNarrowing, selectBoardPage } from "@/db/queries/shipments/select-board-page";
import { selectBoardRows } from "@/db/queries/shipments/select-board-rows";
import { selectShipmentFacets } from "@/db/queries/shipments/select-shipment-facets";
import type { BoardFacets, BoardPage, BoardRow } from "@/lib/contracts/shipments/board-page";
import {
  type BoardCursor,
  type BoardQuery,
  isNarrowed,
  readCursor,
  writeCursor,
} from "@/lib/contracts/shipments/board-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";
import { boardCounts } from "./board-counts";
import { boardNarrowing } from "./board-narrowing";
import { boardRow } from "./board-row";

export const PAGE_ROWS = 50;
const MOST_FACETS = 300;

/**
 * One page of the board, its counts, and the rows a reader still has on screen that are no longer on the page.
 * Paged by key: what changes meanwhile never makes a reader see a row twice or miss the next one.
 */
export async function shipmentBoard(
  ctx: Context,
  query: BoardQuery,
  shownIds: readonly string[] = [],
): Promise<BoardPage> {
  requirePermission(ctx.actor, "shipment.read");
  const { companyId } = ctx.actor;
  const narrowing = await boardNarrowing(ctx.db, companyId, query, ctx.now());
  const after = query.after ? readCursor(query.after) : null;
  const before = query.before && !after ? readCursor(query.before) : null;
  const [place, counts] = await Promise.all([
    readPage(ctx, narrowing, after, before),
    boardCounts(ctx.db, narrowing, isNarrowed(query)),
  ]);
  const { rows } = place;
  const onPage = new Set(rows.map((row) => row.id));
  const elsewhere = await selectBoardRows(
    ctx.db,
    companyId,
    shownIds.filter((id) => !onPage.has(id)),
  );
  return {
    rows,
    elsewhere: elsewhere.map(boardRow),
    counts,
    after: place.hasAfter ? cursorAt(rows.at(-1)) : null,
    before: place.hasBefore ? cursorAt(rows[0]) : null,
    readAt: ctx.now().getTime(),
  };
}

interface PagePlace {
  readonly rows: readonly BoardRow[];
  readonly hasAfter: boolean;
  readonly hasBefore: boolean;
}

async function readPage(
  ctx: Context,
  narrowing: BoardNarrowing,
  after: BoardCursor | null,
  before: BoardCursor | null,
): Promise<PagePlace> {
  const limit = PAGE_ROWS + 1;
  if (before) {
    const found = await selectBoardPage(ctx.db, narrowing, { before, limit });
    // A short page backwards is the start of the board, which then is shown whole.
    if (found.length > PAGE_ROWS) {
      const rows = found.slice(0, PAGE_ROWS).map(boardRow).reverse();
      return { rows, hasAfter: true, hasBefore: true };
    }
  }
  const found = await selectBoardPage(ctx.db, narrowing, after ? { after, limit } : { limit });
  return {
    rows: found.slice(0, PAGE_ROWS).map(boardRow),
    hasAfter: found.length > PAGE_ROWS,
    hasBefore: after !== null,
  };
}

function cursorAt(row: BoardRow | undefined): string | null {
  return row ? writeCursor({ boardKey: row.boardKey, shipmentId: row.id }) : null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The shipments a reader still has on screen, as `shown` names them; at most a page of them counts. */
export function readShownIds(params: URLSearchParams): string[] {
  const given = (params.get("shown") ?? "").split(",", PAGE_ROWS);
  return given.filter((id) => UUID.test(id));
}

/** The customers and carriers the board can be narrowed to. */
export async function shipmentFacets(ctx: Context): Promise<BoardFacets> {
  requirePermission(ctx.actor, "shipment.read");
  const [customers, carriers] = await Promise.all([
    selectShipmentFacets(ctx.db, ctx.actor.companyId, "customer", { limit: MOST_FACETS }),
    selectShipmentFacets(ctx.db, ctx.actor.companyId, "carrier", { limit: MOST_FACETS }),
  ]);
  return { customers, carriers };
}
