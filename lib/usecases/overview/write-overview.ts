import type { Executor } from "@/db/client";
import { type MeasureRow, writeMeasures } from "@/db/queries/overview/measures";
import type { KeptClock } from "@/lib/domain/clock/clock";
import { INVOICE_MINUTES } from "@/lib/domain/overview/buckets";
import { measureShipment } from "@/lib/domain/overview/shipment-measure";
import type { ShipmentView } from "@/lib/domain/shipment/state";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import type { WatchCause } from "@/lib/usecases/watch/write-clocks";

export interface MeasuredShipment {
  readonly row: Pick<MeasureRow, "shipmentId" | "customer" | "carrier"> & { readonly view: ShipmentView };
  readonly events: readonly TimelineEvent[];
  readonly watched: { readonly clocks: readonly KeptClock[] };
}

interface Look {
  readonly slot: number;
  readonly zone: string;
  readonly cause: WatchCause;
}

/** Keeps what overview and scorecards count of these shipments; also when only time passed: what a source dated ahead settles its promise then. */
export async function writeOverview(
  db: Executor,
  companyId: number,
  shipments: readonly MeasuredShipment[],
  { slot, zone, cause }: Look,
): Promise<void> {
  const rows = shipments.map(({ row: { shipmentId, customer, carrier, view }, events, watched }) => ({
    ...{ shipmentId, customer, carrier },
    ...measureShipment(view, events, watched.clocks, zone),
  }));
  // A rebuild counts everything anew afterwards.
  await writeMeasures(db, companyId, rows, {
    slot: cause === "rebuild" ? null : slot,
    scale: INVOICE_MINUTES,
  });
}
