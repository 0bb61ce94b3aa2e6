"use client";

import { durationText } from "@/components/ui/duration-text";
import { instantText } from "@/components/ui/instant-text";
import { useTimeZone } from "@/components/ui/time-zone";
import { useNow } from "@/components/ui/use-now";

/** "1 h 40 m over" of a promise that is broken, "due in 3 h" of one that is not yet; the moment itself on hover. */
export function DueText({ at }: { readonly at: string }) {
  const zone = useTimeZone();
  const atMs = Date.parse(at);
  const nowMs = useNow(atMs);
  const isOver = atMs <= nowMs;
  return (
    <time
      dateTime={at}
      title={`Due ${instantText(new Date(atMs), zone)}`}
      suppressHydrationWarning
      className={isOver ? "whitespace-nowrap text-bad tabular-nums" : "whitespace-nowrap tabular-nums"}
    >
      {isOver ? `${durationText(nowMs - atMs)} over` : `due in ${durationText(atMs - nowMs)}`}
    </time>
  );
}
