import type { AttentionKind } from "@/lib/domain/shipment/attention";

/** What a board can be narrowed to: one kind of attention, or a range of them. The chips, in the order shown. */
export const BOARD_FILTERS = [
  "needs_action",
  "late",
  "at_risk",
  "silent",
  "exception",
  "tender_unanswered",
  "conflict",
  "pod_missing",
  "open",
  "all",
] as const;
export type BoardFilterKey = (typeof BOARD_FILTERS)[number];

export const BOARD_FILTER_LABELS: Readonly<Record<BoardFilterKey, string>> = {
  needs_action: "Needs action",
  exception: "Exception",
  late: "Late",
  tender_unanswered: "Tender unanswered",
  conflict: "Sources disagree",
  silent: "No update > 4 h",
  at_risk: "At risk",
  pod_missing: "POD missing",
  open: "All open",
  all: "All",
};

/** The kinds a single-kind filter stands for; the ranges stand for none. */
export function kindOfFilter(filter: BoardFilterKey): AttentionKind | null {
  return filter === "needs_action" || filter === "open" || filter === "all" ? null : filter;
}

/** The columns a person can choose, in the order of the table. The shipment itself always stands first. */
export const BOARD_COLUMNS = [
  "lane",
  "carrier",
  "milestones",
  "next_stop",
  "sla",
  "do_next",
  "mode",
  "pickup",
  "delivery_due",
  "eta",
  "load",
  "events",
  "last_event",
] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];

export const BOARD_COLUMN_LABELS: Readonly<Record<BoardColumn, string>> = {
  lane: "Lane",
  carrier: "Carrier",
  milestones: "Milestones",
  next_stop: "Next stop",
  sla: "SLA",
  do_next: "Do next",
  mode: "Mode",
  pickup: "Pickup",
  delivery_due: "Delivery due",
  eta: "ETA",
  load: "Load",
  events: "Events",
  last_event: "Last event",
};

export const DEFAULT_COLUMNS: readonly BoardColumn[] = [
  "lane",
  "carrier",
  "milestones",
  "next_stop",
  "sla",
  "do_next",
  "last_event",
];
