import { BOARD_FILTER_LABELS, type BoardFilterKey } from "@/lib/contracts/shipments/board-filter";
import type { BoardRow } from "@/lib/contracts/shipments/board-page";
import { MODE_LABELS, STAGE_LABELS } from "@/lib/contracts/shipments/board-query";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { nextStepOf } from "@/lib/domain/shipment/next-step";
import { dayIn, hourText } from "@/lib/domain/shipment/wall-clock";

type Cell = string | number | null;

interface ExportColumn {
  readonly title: string;
  readonly cell: (row: BoardRow, zone: string) => Cell;
}

const moment = (at: number | null | undefined, zone: string): string | null =>
  at == null ? null : `${dayIn(zone, at)} ${hourText(at, zone)}`;

const COLUMNS: readonly ExportColumn[] = [
  { title: "Shipment", cell: (row) => row.number },
  { title: "Customer", cell: (row) => row.glance.customer },
  { title: "Order", cell: (row) => row.orderReference },
  { title: "Carrier", cell: (row) => row.glance.carrier },
  { title: "Carrier reference", cell: (row) => row.carrierReference },
  { title: "Mode", cell: (row) => row.glance.mode && MODE_LABELS[row.glance.mode] },
  { title: "From", cell: (row) => row.glance.origin },
  { title: "To", cell: (row) => row.glance.destination },
  { title: "Stops", cell: (row) => row.glance.stopCount },
  { title: "Load", cell: (row) => row.load },
  { title: "Stage", cell: (row) => STAGE_LABELS[row.glance.stage] },
  { title: "Status", cell: (row) => row.glance.status && MILESTONE_RULES[row.glance.status].label },
  { title: "Attention", cell: (row) => BOARD_FILTER_LABELS[row.attention as BoardFilterKey] ?? null },
  { title: "Do next", cell: (row) => nextStepOf(row.attention, row.glance) },
  { title: "Pickup", cell: (row, zone) => moment(row.pickupAt, zone) },
  { title: "Delivery due", cell: (row, zone) => moment(row.deliveryDueAt, zone) },
  { title: "ETA", cell: (row, zone) => moment(row.etaAt, zone) },
  { title: "Delivered", cell: (row, zone) => moment(row.glance.track.delivered, zone) },
  { title: "Proof of delivery", cell: (row, zone) => moment(row.glance.track.pod, zone) },
  { title: "Last event", cell: (row, zone) => moment(row.glance.lastEvent?.at, zone) },
  { title: "Events", cell: (row) => row.eventCount },
];
const TIMES = new Set(["Pickup", "Delivery due", "ETA", "Delivered", "Proof of delivery", "Last event"]);

/** The header record: times name the zone they are written in. */
export function exportHeader(zone: string): Cell[] {
  return COLUMNS.map(({ title }) => (TIMES.has(title) ? `${title} (${zone})` : title));
}

export function exportRow(row: BoardRow, zone: string): Cell[] {
  return COLUMNS.map((column) => column.cell(row, zone));
}
