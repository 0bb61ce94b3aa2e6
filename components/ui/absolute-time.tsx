"use client";

import { instantText, shortInstantText } from "./instant-text";
import { useTimeZone } from "./time-zone";

interface AbsoluteTimeProps {
  /** ISO 8601 instant. */
  readonly at: string;
  /** Zone of the place the time belongs to; otherwise the page's. */
  readonly timeZone?: string;
  /** `full` writes seconds and the zone out. */
  readonly form?: "short" | "full";
}

/** An instant as the clock on the wall of its place showed it; the zone's name is always within reach. */
export function AbsoluteTime({ at, timeZone, form = "short" }: AbsoluteTimeProps) {
  const pageZone = useTimeZone();
  const zone = timeZone ?? pageZone;
  const instant = new Date(at);
  const full = instantText(instant, zone);
  return (
    <time dateTime={at} title={full} className="tabular-nums" suppressHydrationWarning>
      {form === "full" ? full : shortInstantText(instant, zone, new Date())}
    </time>
  );
}
