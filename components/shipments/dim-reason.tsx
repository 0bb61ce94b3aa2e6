"use client";

import { Chip } from "@/components/ui/chip";
import { useTimeZone } from "@/components/ui/time-zone";
import type { DimLine, TimelineLine } from "@/lib/contracts/shipments/shipment-page";
import { pressingClockText, spanText } from "@/lib/domain/shipment/wall-clock";
import { sourceText } from "./event-source";

interface DimReasonProps {
  readonly line: TimelineLine;
  readonly nowMs: number;
}

/** Why an event does not count, came late, or is contradicted. Chips beside it, so that doubt is seen and not only dimmed. */
export function DimReason({ line, nowMs }: DimReasonProps) {
  const pageZone = useTimeZone();
  const zone = line.event.timeZone ?? pageZone;
  const clock = (at: number) => pressingClockText(at, zone, nowMs);
  return (
    <>
      {line.dim && <DimChip dim={line.dim} clock={clock} />}
      {line.lateMs !== null && <Chip>{`told ${spanText(line.lateMs)} later`}</Chip>}
      {line.event.timeMissing && (
        <Chip title="The source stated no time. Shown is when it arrived here.">time of receipt</Chip>
      )}
      {line.disagreeing.map((other) => (
        <Chip key={other.id} tone="warn">{`${other.connectionName} says ${clock(other.occurredAt)}`}</Chip>
      ))}
    </>
  );
}

function DimChip({ dim, clock }: { readonly dim: DimLine; readonly clock: (at: number) => string }) {
  switch (dim.kind) {
    case "out_of_order":
      return <Chip tone="warn">{`arrived ${spanText(dim.lateMs)} late, out of order`}</Chip>;
    case "unentitled":
      return (
        <Chip
          tone="warn"
          title={`By version ${dim.version} of the catalogue this source may not state it: the status is as if it had not been told.`}
        >
          moves nothing, not theirs to state
        </Chip>
      );
    case "voided":
      return (
        <>
          <Chip tone="bad">{`taken back by ${sourceText(dim.by)}`}</Chip>
          {dim.by.note && <span className="text-xs text-ink-2">“{dim.by.note}”</span>}
        </>
      );
    case "conflict":
      return <Chip tone="warn">{`another copy counts, which says ${clock(dim.by.occurredAt)}`}</Chip>;
    case "superseded":
      return <Chip>{`replaced by ${clock(dim.by.occurredAt)}`}</Chip>;
    case "happened":
      return <Chip>{`happened ${clock(dim.by.occurredAt)}`}</Chip>;
  }
}
