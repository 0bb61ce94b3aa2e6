import type { selectBoardPage } from "@/db/queries/shipments/select-board-page";
import type { BoardRow } from "@/lib/contracts/shipments/board-page";
import { ATTENTION_KINDS, LEVEL_WIDTH } from "@/lib/domain/shipment/attention";
import { glanceOf } from "@/lib/domain/shipment/glance";
import type { ShipmentView } from "@/lib/domain/shipment/state";

type StoredRow = Awaited<ReturnType<typeof selectBoardPage>>[number];

/** A stored row as the board shows it. */
export function boardRow({ view, attention, boardKey, ...row }: StoredRow): BoardRow {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    boardKey,
    attention,
    pressingAt: pressingAt(boardKey),
    pickupAt: row.pickupAt?.getTime() ?? null,
    deliveryDueAt: row.deliveryDueAt?.getTime() ?? null,
    etaAt: row.etaAt?.getTime() ?? null,
    glance: glanceOf(view),
    orderReference: view.orderReference,
    carrierReference: view.carrierReference,
    load: loadText(view),
    eventCount: view.eventCount,
  };
}

/** The moment inside a board key; the key of a closed shipment counts backwards. */
export function pressingAt(boardKey: number): number {
  const moment = boardKey % LEVEL_WIDTH;
  const closed = Math.floor(boardKey / LEVEL_WIDTH) === ATTENTION_KINDS.indexOf("closed");
  return closed ? LEVEL_WIDTH - 1 - moment : moment;
}

/** "12 pieces, 4,200 kg", as far as known. */
export function loadText(view: Pick<ShipmentView, "pieces" | "weight" | "equipment">): string | null {
  const parts = [
    view.pieces === null
      ? null
      : `${view.pieces.toLocaleString("en-GB")} ${view.pieces === 1 ? "piece" : "pieces"}`,
    view.weight ? `${view.weight.value.toLocaleString("en-GB")} ${view.weight.unit}` : null,
    view.equipment,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : null;
}
