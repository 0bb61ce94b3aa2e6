import type { Executor } from "@/db/client";
import { countBoardLevels } from "@/db/queries/shipments/count-board-levels";
import type { BoardNarrowing } from "@/db/queries/shipments/select-board-page";
import { selectShipmentCounts } from "@/db/queries/shipments/select-shipment-counts";
import { BOARD_FILTERS, type BoardFilterKey, kindOfFilter } from "@/lib/contracts/shipments/board-filter";
import type { BoardCounts } from "@/lib/contracts/shipments/board-page";
import {
  ATTENTION_KINDS,
  type AttentionKind,
  FIRST_QUIET_LEVEL,
  LEVEL_WIDTH,
} from "@/lib/domain/shipment/attention";
import { keyRange } from "./board-narrowing";

/** Counting a narrowed board reads index rows, so it stops here and the chip says "1,000+". */
const COUNTED_AT_MOST = 1_000;
const ACTION_KINDS = ATTENTION_KINDS.slice(0, FIRST_QUIET_LEVEL);

/** The numbers on the chips. Of the whole board they are kept; of a narrowed one they are counted, up to a limit. */
export async function boardCounts(
  db: Executor,
  narrowing: BoardNarrowing,
  narrowed: boolean,
): Promise<BoardCounts> {
  if (!narrowed) {
    const kept = await selectShipmentCounts(db, narrowing.companyId);
    const moving = (kept.get("stage:in_transit") ?? 0) + (kept.get("stage:out_for_delivery") ?? 0);
    const ofKind = (kind: AttentionKind) => kept.get(`attention:${kind}`) ?? 0;
    const ranges = { open: kept.get("open") ?? 0, all: kept.get("all") ?? 0 };
    return { byFilter: byFilter(ofKind, ranges), moving, cappedAt: null };
  }
  // Open shipments come first in the order of the board, so the limit cuts what matters least.
  const wide = isIndexed(narrowing);
  const levels = await countBoardLevels(
    db,
    { ...narrowing, ...keyRange(wide ? "all" : "open") },
    { levelWidth: LEVEL_WIDTH, limit: COUNTED_AT_MOST },
  );
  const counted = new Map(levels.map(({ level, count }) => [ATTENTION_KINDS[level], count]));
  const ofKind = (kind: AttentionKind) => counted.get(kind) ?? 0;
  const all = sum(ATTENTION_KINDS, ofKind);
  const ranges = { open: all - ofKind("closed"), all: wide ? all : null };
  return {
    byFilter: byFilter(ofKind, ranges),
    moving: null,
    cappedAt: all >= COUNTED_AT_MOST ? COUNTED_AT_MOST : null,
  };
}

/** True when an index leads to the rows. Without one, counting stops at the open shipments: closed ones are for ever. */
function isIndexed({ stage, carrier, customer, pickupDays, text, counted }: BoardNarrowing): boolean {
  if (text) return text.places === null;
  return Boolean(stage ?? carrier ?? customer ?? pickupDays ?? counted);
}

function byFilter(
  ofKind: (kind: AttentionKind) => number,
  ranges: { readonly open: number; readonly all: number | null },
): BoardCounts["byFilter"] {
  const countOf = (filter: BoardFilterKey): number | null => {
    const kind = kindOfFilter(filter);
    if (kind) return ofKind(kind);
    return filter === "needs_action" ? sum(ACTION_KINDS, ofKind) : ranges[filter as "open" | "all"];
  };
  const counts = BOARD_FILTERS.map((filter) => [filter, countOf(filter)]);
  return Object.fromEntries(counts) as BoardCounts["byFilter"];
}

function sum(kinds: readonly AttentionKind[], ofKind: (kind: AttentionKind) => number): number {
  return kinds.reduce((total, kind) => total + ofKind(kind), 0);
}
