"use client";

import { classNames } from "@/components/ui/class-names";
import { instantText } from "@/components/ui/instant-text";
import { useTimeZone } from "@/components/ui/time-zone";
import { pressingClockText, wallClockText } from "@/lib/domain/shipment/wall-clock";

interface WallTimeProps {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Zone of the place; null for the page's. */
  readonly timeZone: string | null;
  readonly nowMs: number;
  /** The source stated a day only. */
  readonly dateOnly?: boolean;
  /** `pressing` leaves out "Today". */
  readonly form?: "wall" | "pressing";
  readonly className?: string;
}

/** A moment as the clock on the wall of its place shows it, with date, seconds and zone on hover. */
export function WallTime({ at, timeZone, nowMs, dateOnly = false, form = "wall", className }: WallTimeProps) {
  const pageZone = useTimeZone();
  const zone = timeZone ?? pageZone;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={
        dateOnly
          ? `${wallClockText(at, zone, nowMs, true)}, no time stated (${zone})`
          : instantText(new Date(at), zone)
      }
      suppressHydrationWarning
      className={classNames("tabular-nums", className)}
    >
      {form === "pressing" ? pressingClockText(at, zone, nowMs) : wallClockText(at, zone, nowMs, dateOnly)}
    </time>
  );
}
