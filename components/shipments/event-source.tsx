"use client";

import { useTimeZone } from "@/components/ui/time-zone";
import type { EventLine, TimelineLine } from "@/lib/contracts/shipments/shipment-page";
import { pressingClockText, zoneText } from "@/lib/domain/shipment/wall-clock";
import { agreeingSources, repeatCount } from "./event-words";

interface EventSourceProps {
  readonly line: TimelineLine;
  readonly nowMs: number;
}

/** Who told it, in which words, when we heard, and what it was before: "RDWY, 214 X6/AG, seen 13:58, was 13:35". */
export function EventSource({ line, nowMs }: EventSourceProps) {
  const pageZone = useTimeZone();
  const { event } = line;
  const parts = [sourceText(event)];
  const statement = event.classifier !== "actual";
  if (statement) parts.push(`seen ${pressingClockText(event.receivedAt, pageZone, nowMs)}`);
  if (line.previousAt !== null)
    parts.push(`was ${pressingClockText(line.previousAt, event.timeZone ?? pageZone, nowMs)}`);
  const others = agreeingSources(line);
  const repeats = repeatCount(line);
  return (
    <span suppressHydrationWarning className="block font-mono text-[11.5px] text-ink-3 break-words">
      {parts.join(", ")}
      {others.length > 0 &&
        `; ${others.join(", ")} ${others.length === 1 ? "agrees" : "agree"} (${others.length + 1} sources)`}
      {repeats > 0 && `; said ${repeats + 1} times`}
    </span>
  );
}

/** "RDWY, 214 X6/NS", "R. Vos, by hand". */
export function sourceText(event: EventLine): string {
  return event.actorName
    ? `${event.actorName}, ${event.sourceCode}`
    : `${event.connectionName}, ${event.sourceCode}`;
}

/** Says that the zone was not stated, and which was taken. */
export function AssumedZone({ event }: { readonly event: EventLine }) {
  const pageZone = useTimeZone();
  if (!event.timeZoneAssumed || event.timeMissing || event.dateOnly) return null;
  const zone = event.timeZone ?? pageZone;
  return (
    <abbr
      title={`The source stated no zone. Read as the clock of the place, ${zone}.`}
      className="block text-2xs text-ink-3 no-underline"
    >
      {zoneText(event.occurredAt, zone)}, assumed
    </abbr>
  );
}
