import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { shipmentState } from "../../schema/shipment";
import { type BoardNarrowing, boardConditions } from "./select-board-page";

/**
 * How many rows lie in each level of attention, over at most `limit` rows in the order of the board.
 * The levels past the limit are missing from the answer, the one it falls into is short.
 */
export async function countBoardLevels(
  db: Executor,
  narrowing: BoardNarrowing,
  { levelWidth, limit }: { readonly levelWidth: number; readonly limit: number },
): Promise<{ level: number; count: number }[]> {
  const first = db
    .select({ boardKey: shipmentState.boardKey })
    .from(shipmentState)
    .where(boardConditions(narrowing))
    .orderBy(shipmentState.boardKey, shipmentState.shipmentId)
    .limit(limit)
    .as("first");
  const level = sql<number>`(${first.boardKey} / ${levelWidth}::bigint)::int`.as("level");
  return db.select({ level, count: sql<number>`count(*)::int` }).from(first).groupBy(sql`1`);
}
