import { z } from "zod";
import type { Stage } from "@/lib/domain/event/milestone";
import { COUNTED } from "../overview/counted";
import { firstParams, isDay, type RawParams } from "../search-params";
import { BOARD_COLUMNS, BOARD_FILTERS, type BoardColumn } from "./board-filter";

export const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  planned: "Planned",
  tendered: "Tendered",
  awaiting_pickup: "Awaiting pickup",
  in_transit: "In transit",
  out_for_delivery: "Out for delivery",
  delivered: "Delivered",
  closed: "Closed",
  returning: "Returning",
  cancelled: "Cancelled",
};
const STAGES = Object.keys(STAGE_LABELS) as [Stage, ...Stage[]];

export const MODE_LABELS = {
  ltl: "LTL",
  truckload: "Truckload",
  parcel: "Parcel",
  intermodal: "Intermodal",
  ocean: "Ocean",
  air: "Air",
  rail: "Rail",
} as const;
export type Mode = keyof typeof MODE_LABELS;
const MODES = Object.keys(MODE_LABELS) as [Mode, ...Mode[]];

const CURSOR = /^(\d{1,16})_([0-9a-f-]{36})$/;

/** `today`, `tomorrow`, one day, or first..last day, both included; days of the company's zone. */
const pickup = z
  .string()
  .refine(
    (text) =>
      text === "today" ||
      text === "tomorrow" ||
      (text.split("..").length <= 2 && text.split("..").every(isDay)),
  );

const name = z.string().trim().min(1).max(120);
/** One day, or first..last day, both included. */
const days = z
  .string()
  .refine((text) => text.split("..").length <= 2 && text.split("..").every(isDay))
  .optional()
  .catch(undefined);
const columns = z.string().transform((text): BoardColumn[] => {
  const chosen = new Set(text.split(","));
  return BOARD_COLUMNS.filter((column) => chosen.has(column));
});

/** Everything the board's address says. What a stale or mistyped link holds beyond that is left out, not an error. */
export const boardQuerySchema = z.object({
  attention: z.enum(BOARD_FILTERS).catch("needs_action").default("needs_action"),
  stage: z.enum(STAGES).optional().catch(undefined),
  carrier: name.optional().catch(undefined),
  customer: name.optional().catch(undefined),
  mode: z.enum(MODES).optional().catch(undefined),
  pickup: pickup.optional().catch(undefined),
  q: name.optional().catch(undefined),
  /** What a number of the overview counted, on these days of the company's zone; the one means nothing without the other. */
  counted: z.enum(COUNTED).optional().catch(undefined),
  days,
  columns: columns.optional().catch(undefined),
  after: z.string().regex(CURSOR).optional().catch(undefined),
  before: z.string().regex(CURSOR).optional().catch(undefined),
});
export type BoardQuery = z.infer<typeof boardQuerySchema>;

/** Reads the board's query from a page's search params or a URL's. */
export function readBoardQuery(params: RawParams): BoardQuery {
  return boardQuerySchema.parse(firstParams(params));
}

/** The query as an address says it, in one order, defaults left out: the same board always has the same address. */
export function writeBoardQuery(query: Partial<BoardQuery>): string {
  const params = new URLSearchParams();
  if (query.attention && query.attention !== "needs_action") params.set("attention", query.attention);
  for (const key of ["stage", "carrier", "customer", "mode", "pickup", "q", "counted", "days"] as const) {
    const value = query[key];
    if (value) params.set(key, value);
  }
  if (query.columns) params.set("columns", query.columns.join(","));
  if (query.after) params.set("after", query.after);
  else if (query.before) params.set("before", query.before);
  return params.toString();
}

/** The address of the board with some of its query changed. A changed filter starts at the first page. */
export function boardHref(query: BoardQuery, change: Partial<BoardQuery> = {}): string {
  const text = writeBoardQuery({ ...query, after: undefined, before: undefined, ...change });
  return text ? `/shipments?${text}` : "/shipments";
}

/** True when something besides the attention chip narrows the board. */
export function isNarrowed(query: BoardQuery): boolean {
  const { stage, carrier, customer, mode, pickup, q, counted, days } = query;
  return Boolean(stage || carrier || customer || mode || pickup || q || (counted && days));
}

/** Where a page begins or ends in the order of the board. */
export interface BoardCursor {
  readonly boardKey: number;
  readonly shipmentId: string;
}

export function readCursor(text: string): BoardCursor | null {
  const match = CURSOR.exec(text);
  return match?.[1] && match[2] ? { boardKey: Number(match[1]), shipmentId: match[2] } : null;
}

export function writeCursor(cursor: BoardCursor): string {
  return `${cursor.boardKey}_${cursor.shipmentId}`;
}
