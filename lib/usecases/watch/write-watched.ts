import type { Executor } from "@/db/client";
import type { ShipmentStateRow } from "@/db/queries/pipeline/shipment-states";
import type { KeptClock } from "@/lib/domain/clock/clock";
import type { Milestone } from "@/lib/domain/event/milestone";
import { type Watched, type WatchRules, weigh } from "@/lib/domain/exception/watch-shipment";
import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";
import { stakesOf } from "./stakes-of";
import { type WatchCause, writeClocks } from "./write-clocks";
import { writeExceptions } from "./write-exceptions";

export interface WatchedShipment {
  readonly row: Pick<ShipmentStateRow, "shipmentId" | "number" | "customer" | "carrier">;
  readonly watched: Watched;
  /** The counting events. */
  readonly events: readonly Pick<TimelineEvent, "receivedAt">[];
  /** Odoo tells of it: there may be an order that says what is at stake. */
  readonly isFromOdoo: boolean;
}

interface Look {
  /** The shipments as they were, where they were known. */
  readonly before: ReadonlyMap<
    string,
    Pick<ShipmentStateRow, "customer" | "carrier"> & {
      readonly clocks: readonly KeptClock[] | null;
      readonly foldedMs: number;
    }
  >;
  readonly news: ReadonlyMap<string, ReadonlySet<Milestone>> | undefined;
  readonly slot: number;
  readonly rules: WatchRules;
  readonly cause: WatchCause;
  readonly now: Date;
}

const NONE: ReadonlySet<Milestone> = new Set();

/** Writes what was judged of these shipments: clocks and their history, exceptions and theirs. */
export async function writeWatched(
  db: Executor,
  companyId: number,
  shipments: readonly WatchedShipment[],
  { before, news, slot, rules, cause, now }: Look,
): Promise<void> {
  const changes = shipments.map(({ row: { shipmentId, customer, carrier }, watched, events }) => {
    const known = before.get(shipmentId);
    return {
      ...{ shipmentId, customer, carrier },
      before: known?.clocks ?? null,
      after: watched.clocks,
      // What had come in before the last look and only waited its turn is not late.
      isRenamed: known !== undefined && (known.customer !== customer || known.carrier !== carrier),
      isToldSince: known !== undefined && events.some(({ receivedAt }) => receivedAt > known.foldedMs),
    };
  });
  await writeClocks(db, companyId, changes, { cause, zone: rules.zone, now });
  const asked = shipments.filter(({ isFromOdoo, watched }) => isFromOdoo && watched.findings.length > 0);
  const stakes = await stakesOf(
    db,
    companyId,
    asked.map(({ row }) => row.shipmentId),
  );
  const subjects = shipments.map(
    ({ row: { shipmentId, number, customer, carrier }, watched, isFromOdoo }) => {
      const stake = isFromOdoo ? (stakes.get(shipmentId) ?? null) : undefined;
      return {
        ...{ subjectId: shipmentId, label: number, shipmentId, connectionId: null, customer, carrier, stake },
        findings: stake
          ? weigh(watched.findings, { customer, ...stake }, rules.severity, now.getTime())
          : watched.findings,
        newMilestones: news?.get(shipmentId) ?? NONE,
      };
    },
  );
  await writeExceptions(db, companyId, subjects, { subjectKind: "shipment", slot, now });
}
