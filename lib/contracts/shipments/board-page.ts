import type { AttentionKind } from "@/lib/domain/shipment/attention";
import type { ShipmentGlance } from "@/lib/domain/shipment/glance";
import type { BoardFilterKey } from "./board-filter";

/** One shipment on the board: what the row needs of its state, and nothing else of it. Moments are epoch milliseconds. */
export interface BoardRow {
  readonly id: string;
  readonly number: string;
  /** Rises with every fold: two equal versions show the same. */
  readonly version: number;
  readonly boardKey: number;
  readonly attention: AttentionKind;
  /** The moment that presses, out of `boardKey`. */
  readonly pressingAt: number;
  readonly pickupAt: number | null;
  readonly deliveryDueAt: number | null;
  readonly etaAt: number | null;
  readonly glance: ShipmentGlance;
  readonly orderReference: string | null;
  readonly carrierReference: string | null;
  /** "12 pieces, 4,200 kg", as far as known. */
  readonly load: string | null;
  readonly eventCount: number;
}

export interface BoardCounts {
  /** Per chip; null where other filters narrow the board and the range is too wide to count. */
  readonly byFilter: Readonly<Record<BoardFilterKey, number | null>>;
  /** Shipments under way, for the sentence at the head; null where filters narrow the board. */
  readonly moving: number | null;
  /** A chip counted up to here shows "N+". */
  readonly cappedAt: number | null;
}

export interface BoardPage {
  readonly rows: readonly BoardRow[];
  /** Rows the reader still sees that are no longer on this page, as they are now. */
  readonly elsewhere: readonly BoardRow[];
  readonly counts: BoardCounts;
  /** Cursor for the page after and before; null at the ends. */
  readonly after: string | null;
  readonly before: string | null;
  /** When this was read. */
  readonly readAt: number;
}

export interface BoardFacets {
  readonly customers: readonly string[];
  readonly carriers: readonly string[];
}
