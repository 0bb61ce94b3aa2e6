import { FilterPill } from "@/components/ui/filter-pill";
import {
  BOARD_FILTER_LABELS,
  BOARD_FILTERS,
  type BoardFilterKey,
} from "@/lib/contracts/shipments/board-filter";
import type { BoardCounts } from "@/lib/contracts/shipments/board-page";
import { type BoardQuery, boardHref } from "@/lib/contracts/shipments/board-query";

interface BoardChipsProps {
  readonly query: BoardQuery;
  readonly counts: BoardCounts;
}

/** Shown even when nothing is in them: an empty one is news too. The rest appear when they have something to show. */
const ALWAYS: ReadonlySet<BoardFilterKey> = new Set([
  "needs_action",
  "late",
  "silent",
  "at_risk",
  "exception",
  "open",
  "all",
]);

/** What presses, as chips with counts; pressing the one that holds leads back to what needs action. */
export function BoardChips({ query, counts }: BoardChipsProps) {
  return BOARD_FILTERS.filter(
    (filter) => ALWAYS.has(filter) || filter === query.attention || (counts.byFilter[filter] ?? 0) > 0,
  ).map((filter) => {
    const on = query.attention === filter;
    return (
      <FilterPill
        key={filter}
        on={on}
        count={countText(counts, filter)}
        href={boardHref(query, { attention: on ? "needs_action" : filter })}
      >
        {BOARD_FILTER_LABELS[filter]}
      </FilterPill>
    );
  });
}

/** "41", or "1,000+" where counting stopped. */
export function countText({ byFilter, cappedAt }: BoardCounts, filter: BoardFilterKey): string | undefined {
  const count = byFilter[filter];
  if (count === null) return undefined;
  return cappedAt !== null && count >= cappedAt
    ? `${cappedAt.toLocaleString("en")}+`
    : count.toLocaleString("en");
}
