import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { placeText } from "@/lib/domain/shipment/glance";
import { offsetText } from "@/lib/domain/shipment/present";
import type { StopState } from "@/lib/domain/shipment/state";
import { spanText, zoneText } from "@/lib/domain/shipment/wall-clock";
import { WallTime } from "./wall-time";

interface StopsCardProps {
  readonly stops: readonly StopState[];
  readonly nextSequence: number | null;
  readonly nowMs: number;
}

const KIND = { pickup: "Pickup", delivery: "Delivery", other: "Stop" } as const;

/** Plan, estimate and fact of each stop beside one another, in the zone of the place. */
export function StopsCard({ stops, nextSequence, nowMs }: StopsCardProps) {
  return (
    <Card title="Stops">
      {stops.length === 0 && <p className="text-ink-2">No source has named a stop yet.</p>}
      <ol className="grid gap-3">
        {stops.map((stop) => (
          <li key={stop.sequence} className="border-t border-line pt-2.5 first:border-t-0 first:pt-0">
            <div className="mb-1 flex items-baseline justify-between gap-2">
              <b>{`${stop.sequence}. ${KIND[stop.kind]}`}</b>
              {stop.sequence === nextSequence && <Chip tone="info">next</Chip>}
            </div>
            <p className="mb-1 text-ink-2">{placeText(stop.place) ?? "Place not named"}</p>
            <StopTimes stop={stop} nowMs={nowMs} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function StopTimes({ stop, nowMs }: { readonly stop: StopState; readonly nowMs: number }) {
  const time = (at: number) => <WallTime at={at} timeZone={stop.timeZone} nowMs={nowMs} />;
  const settledAt = stop.arrivedAt ?? stop.completedAt ?? stop.estimatedAt;
  const offset = stop.latestAt !== null && settledAt !== null ? settledAt - stop.latestAt : null;
  const isWindow = stop.earliestAt !== null && stop.latestAt !== null && stop.earliestAt !== stop.latestAt;
  return (
    <KeyValueList>
      {isWindow && stop.earliestAt !== null && <KeyValue name="From">{time(stop.earliestAt)}</KeyValue>}
      {stop.latestAt !== null && (
        <KeyValue name={isWindow ? "Until" : "Appointment"}>{time(stop.latestAt)}</KeyValue>
      )}
      {stop.estimatedAt !== null && stop.arrivedAt === null && stop.completedAt === null && (
        <KeyValue name="ETA">{time(stop.estimatedAt)}</KeyValue>
      )}
      {stop.arrivedAt !== null && <KeyValue name="Arrived">{time(stop.arrivedAt)}</KeyValue>}
      {stop.completedAt !== null && (
        <KeyValue name={stop.kind === "pickup" ? "Loaded" : "Delivered"}>{time(stop.completedAt)}</KeyValue>
      )}
      {stop.departedAt !== null && <KeyValue name="Departed">{time(stop.departedAt)}</KeyValue>}
      {stop.dwellMinutes !== null && <KeyValue name="Dwell">{spanText(stop.dwellMinutes * 60_000)}</KeyValue>}
      {offset !== null && (
        <KeyValue name="Against plan">
          <span className={offset > 0 ? "text-bad" : undefined}>{offsetText(offset)}</span>
        </KeyValue>
      )}
      {stop.timeZone && (
        <KeyValue name="Zone">{`${stop.timeZone}, ${zoneText(stop.latestAt ?? nowMs, stop.timeZone)}`}</KeyValue>
      )}
    </KeyValueList>
  );
}
