import { BOARD_FILTER_LABELS, type BoardFilterKey } from "@/lib/contracts/shipments/board-filter";
import type { BoardCounts } from "@/lib/contracts/shipments/board-page";
import type { BoardQuery } from "@/lib/contracts/shipments/board-query";

/** The sentence at the head: "318 moving now, 12 late, 29 at risk". */
export function headSentence({ moving, byFilter }: BoardCounts): string {
  const open = byFilter.open ?? 0;
  const parts = [
    moving === null
      ? `${open.toLocaleString("en")} open under these filters`
      : `${moving.toLocaleString("en")} moving now`,
  ];
  const add = (filter: BoardFilterKey, words: string) => {
    const count = byFilter[filter] ?? 0;
    if (count > 0) parts.push(`${count.toLocaleString("en")} ${words}`);
  };
  add("late", "late");
  add("at_risk", "at risk");
  add("exception", "with an exception");
  return parts.length > 1 ? parts.join(", ") : `${parts[0]}, nothing late or at risk`;
}

const WHAT: Readonly<Record<BoardFilterKey, string>> = {
  needs_action: "that need action",
  exception: "with an exception",
  late: "late",
  tender_unanswered: "without an answer to the tender",
  conflict: "told differently by their sources",
  silent: "without an update for 4 h",
  at_risk: "at risk",
  pod_missing: "without proof of delivery",
  open: "open",
  all: "in all",
};

/** Under the table: "1–50 of 41 that need action." */
export function pageSentence(query: BoardQuery, counts: BoardCounts, shown: number): string {
  const total = counts.byFilter[query.attention];
  if (total === null) return `${shown} shown.`;
  const capped = counts.cappedAt !== null && total >= counts.cappedAt ? "+" : "";
  const of = `${Math.max(total, shown).toLocaleString("en")}${capped} ${WHAT[query.attention]}`;
  const first = !query.after && !query.before;
  return first ? `1–${shown} of ${of}.` : `${shown} of ${of}, further down the board.`;
}

/** What an empty board means; a board with nothing to do is good news. */
export function emptyWords(query: BoardQuery, narrowed: boolean, counts: BoardCounts) {
  if (narrowed) {
    return {
      title: "No shipment matches these filters",
      text: `Nothing under “${BOARD_FILTER_LABELS[query.attention]}” fits all of them together.`,
    };
  }
  if ((counts.byFilter.all ?? 0) === 0) {
    return {
      title: "No shipments yet",
      text: "A load tender (204) or the first status of a carrier that may create shipments puts one here. What came in so far stands under Messages.",
    };
  }
  if (query.attention === "needs_action")
    return {
      title: "Nothing needs action",
      text: "Every open shipment is on track. This page changes by itself.",
    };
  return {
    title: `No shipment ${WHAT[query.attention]}`,
    text: "This page changes by itself when there is one.",
  };
}
