import {
  type BoardNarrowing,
  type BoardPosition,
  selectBoardPage,
} from "@/db/queries/shipments/select-board-page";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import { inTransaction } from "@/db/transaction";
import { type BoardQuery, writeBoardQuery } from "@/lib/contracts/shipments/board-query";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { dayIn } from "@/lib/domain/shipment/wall-clock";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import type { Context } from "@/lib/usecases/context";
import { boardNarrowing } from "@/lib/usecases/views/shipments/board-narrowing";
import { boardRow } from "@/lib/usecases/views/shipments/board-row";
import { CSV_BOM, csvLine } from "./csv-line";
import { exportHeader, exportRow } from "./export-row";

export const MOST_EXPORTED_ROWS = 100_000;
const ROWS_A_READ = 1_000;

export interface ShipmentExport {
  readonly fileName: string;
  /** CSV text in pieces, in the order of the board. */
  readonly pieces: AsyncIterable<string>;
}

/**
 * The board as filtered, as a CSV file of at most 100,000 rows; the last record says so where it was cut.
 * Read by key a thousand rows at a time, so that neither the database nor this process ever holds all of it.
 */
export async function exportShipments(ctx: Context, query: BoardQuery): Promise<ShipmentExport> {
  requirePermission(ctx.actor, "shipment.export");
  const { companyId } = ctx.actor;
  const now = ctx.now();
  const filters = writeBoardQuery({ ...query, after: undefined, before: undefined, columns: undefined });
  const [narrowing, zone] = await Promise.all([
    boardNarrowing(ctx.db, companyId, query, now),
    selectCompanyZone(ctx.db, companyId),
  ]);
  await inTransaction(ctx.db, (tx) =>
    appendAudit(
      tx,
      ctx.actor,
      { action: "shipment.export", subject: { kind: "shipments", id: "board" }, after: { filters } },
      now,
    ),
  );
  return { fileName: `shipments-${dayIn(zone, now.getTime())}.csv`, pieces: csvPieces(ctx, narrowing, zone) };
}

async function* csvPieces(ctx: Context, narrowing: BoardNarrowing, zone: string): AsyncGenerator<string> {
  yield CSV_BOM + csvLine(exportHeader(zone));
  let after: BoardPosition | undefined;
  let written = 0;
  while (written < MOST_EXPORTED_ROWS) {
    const limit = Math.min(ROWS_A_READ, MOST_EXPORTED_ROWS - written);
    const rows = await selectBoardPage(ctx.reads ?? ctx.db, narrowing, after ? { after, limit } : { limit });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => csvLine(exportRow(boardRow(row), zone))).join("");
    written += rows.length;
    if (rows.length < limit) return;
    after = { boardKey: last.boardKey, shipmentId: last.id };
  }
  const [further] = await selectBoardPage(
    ctx.reads ?? ctx.db,
    narrowing,
    after ? { after, limit: 1 } : { limit: 1 },
  );
  if (further) {
    const cut = MOST_EXPORTED_ROWS.toLocaleString("en");
    yield csvLine([`There are more than ${cut} shipments. Narrow the filters for the rest.`]);
  }
}
