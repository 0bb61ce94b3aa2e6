import type { Executor } from "@/db/client";
import { readTimelines } from "@/db/queries/pipeline/shipments";
import { selectBoardRows } from "@/db/queries/shipments/select-board-rows";
import type { FreightFacts } from "@/lib/domain/freight/freight-facts";
import { freightFactsOf } from "@/lib/domain/freight/freight-facts-of";
import { effectiveEvents } from "@/lib/domain/shipment/effective-events";
import type { ShipmentView } from "@/lib/domain/shipment/state";

export interface ShipmentFreight {
  readonly facts: FreightFacts;
  readonly view: ShipmentView;
}

/** What these shipments are priced and audited by, as their timelines have it now. One that has no state yet is left out. */
export async function readFreightFacts(
  db: Executor,
  companyId: number,
  shipmentIds: readonly string[],
  zone: string,
): Promise<Map<string, ShipmentFreight>> {
  const rows = await selectBoardRows(db, companyId, shipmentIds);
  const timelines = await readTimelines(db, companyId, shipmentIds);
  return new Map(
    rows.map(({ id, number, view }) => {
      const { counting } = effectiveEvents(timelines.get(id) ?? []);
      const beyond = { shipmentId: id, label: number, distance: null, pallets: null, services: [], zone };
      return [id, { view, facts: freightFactsOf(view, counting, beyond) }];
    }),
  );
}
