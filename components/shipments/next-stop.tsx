import { Sub } from "@/components/ui/table";
import { placeName, type ShipmentGlance } from "@/lib/domain/shipment/glance";
import { isEstimatePassed, offsetText, slackOf } from "@/lib/domain/shipment/present";
import { WallTime } from "./wall-time";

interface NextStopProps {
  readonly glance: ShipmentGlance;
  readonly nowMs: number;
}

/** Where it goes next and by when, and how that stands: "Lyon, appt 14:00 / ETA 15:40, 1 h 40 m late". */
export function NextStop({ glance, nowMs }: NextStopProps) {
  const stop = glance.nextStop;
  if (!stop) return <Done glance={glance} nowMs={nowMs} />;
  const slack = slackOf(glance, nowMs);
  const zone = stop.timeZone;
  const at = stop.arrivedAt ?? stop.estimatedAt;
  return (
    <>
      {placeName(stop.place) ?? `Stop ${stop.sequence}`}
      {stop.latestAt !== null && (
        <>
          , by <WallTime at={stop.latestAt} timeZone={zone} nowMs={nowMs} form="pressing" />
        </>
      )}
      <Sub tone={slack?.tone}>
        {at !== null && (
          <>
            {stop.arrivedAt === null ? "ETA " : "Arrived "}
            <WallTime at={at} timeZone={zone} nowMs={nowMs} form="pressing" />
            {isEstimatePassed(glance, nowMs) && " passed"}
            {slack && ", "}
          </>
        )}
        {slack?.text}
        {at === null && !slack && "No ETA"}
      </Sub>
    </>
  );
}

function Done({ glance, nowMs }: NextStopProps) {
  const [done, due] = [glance.track.delivered ?? null, glance.lastStop?.latestAt ?? null];
  if (done === null)
    return <span className="text-ink-3">{glance.stopCount > 0 ? "No further stop" : "–"}</span>;
  return (
    <>
      Done <WallTime at={done} timeZone={glance.lastStop?.timeZone ?? null} nowMs={nowMs} form="pressing" />
      {due !== null && <Sub>{offsetText(done - due)}</Sub>}
    </>
  );
}
