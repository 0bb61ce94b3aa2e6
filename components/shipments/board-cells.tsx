import { MilestoneTrack } from "@/components/ui/milestone-track";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, Sub } from "@/components/ui/table";
import { TEXT_TONE } from "@/components/ui/tone";
import { BOARD_COLUMN_LABELS, type BoardColumn } from "@/lib/contracts/shipments/board-filter";
import type { BoardRow } from "@/lib/contracts/shipments/board-page";
import { MODE_LABELS } from "@/lib/contracts/shipments/board-query";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { nextStepOf } from "@/lib/domain/shipment/next-step";
import { laneText, trackOf } from "@/lib/domain/shipment/present";
import { AttentionChip } from "./attention-chip";
import { NextStop } from "./next-stop";
import { WallTime } from "./wall-time";

interface CellProps {
  readonly row: BoardRow;
  readonly nowMs: number;
}

const NUMERIC: ReadonlySet<BoardColumn> = new Set(["events", "last_event"]);

/** True for columns whose numbers align to the right. */
export function isNumeric(column: BoardColumn): boolean {
  return NUMERIC.has(column);
}

/** The cell of one column; its label shows where the table stands as cards. */
export function BoardCell({ column, ...props }: CellProps & { readonly column: BoardColumn }) {
  const Content = CONTENT[column];
  return (
    <Cell label={BOARD_COLUMN_LABELS[column]} numeric={isNumeric(column)}>
      <Content {...props} />
    </Cell>
  );
}

const NOTHING = <span className="text-ink-3">–</span>;

const CONTENT: Readonly<Record<BoardColumn, (props: CellProps) => React.ReactNode>> = {
  lane: ({ row }) => (
    <>
      {laneText(row.glance) ?? NOTHING}
      {row.glance.stopCount > 0 && (
        <Sub>{`${row.glance.stopCount} ${row.glance.stopCount === 1 ? "stop" : "stops"}`}</Sub>
      )}
    </>
  ),
  carrier: ({ row }) => (
    <>
      {row.glance.carrier ?? NOTHING}
      {row.carrierReference && (
        <Sub>
          <span className="mono break-words">{row.carrierReference}</span>
        </Sub>
      )}
    </>
  ),
  milestones: ({ row }) => {
    const track = trackOf(row.glance, row.attention);
    return (
      <>
        <MilestoneTrack segments={track.segments} label={track.label} />
        <Sub>{row.glance.status ? MILESTONE_RULES[row.glance.status].label : "Nothing reported"}</Sub>
      </>
    );
  },
  next_stop: ({ row, nowMs }) => <NextStop glance={row.glance} nowMs={nowMs} />,
  sla: ({ row, nowMs }) => (
    <AttentionChip kind={row.attention} pressingAt={row.pressingAt} glance={row.glance} nowMs={nowMs} />
  ),
  do_next: ({ row }) =>
    nextStepOf(row.attention, row.glance) ?? <span className="text-ink-3">Nothing now</span>,
  mode: ({ row }) => (row.glance.mode ? MODE_LABELS[row.glance.mode] : NOTHING),
  pickup: ({ row, nowMs }) =>
    row.pickupAt === null ? (
      NOTHING
    ) : (
      <WallTime at={row.pickupAt} timeZone={row.glance.originZone} nowMs={nowMs} />
    ),
  delivery_due: ({ row, nowMs }) =>
    row.deliveryDueAt === null ? (
      NOTHING
    ) : (
      <WallTime at={row.deliveryDueAt} timeZone={row.glance.lastStop?.timeZone ?? null} nowMs={nowMs} />
    ),
  eta: ({ row, nowMs }) =>
    row.etaAt === null ? (
      NOTHING
    ) : (
      <WallTime at={row.etaAt} timeZone={row.glance.nextStop?.timeZone ?? null} nowMs={nowMs} />
    ),
  load: ({ row }) => row.load ?? NOTHING,
  events: ({ row }) => row.eventCount.toLocaleString("en"),
  last_event: ({ row }) => {
    const at = row.glance.lastWordAt ?? row.glance.lastEvent?.at ?? null;
    return at === null ? (
      NOTHING
    ) : (
      <RelativeTime at={new Date(at).toISOString()} form="age" className={silence(row)} />
    );
  },
};

const silence = (row: BoardRow) => (row.attention === "silent" ? TEXT_TONE.warn : undefined);
