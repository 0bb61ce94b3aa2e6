"use client";

import { classNames } from "./class-names";
import { durationText, relativeText } from "./duration-text";
import { instantText } from "./instant-text";
import { useTimeZone } from "./time-zone";
import { useNow } from "./use-now";

interface RelativeTimeProps {
  /** ISO 8601 instant. */
  readonly at: string;
  /** `age` leaves out "ago" and "in", for columns headed "Age" or "Last event". */
  readonly form?: "relative" | "age";
  /** Zone of the place the time belongs to; otherwise the page's. */
  readonly timeZone?: string;
  /** Puts the absolute time within reach of the keyboard. Leave off inside rows that open a page which shows it. */
  readonly focusable?: boolean;
  readonly className?: string;
}

/** Relative where it presses; the absolute instant in a named zone on hover, and on focus when `focusable`. */
export function RelativeTime({
  at,
  form = "relative",
  timeZone,
  focusable = false,
  className,
}: RelativeTimeProps) {
  const pageZone = useTimeZone();
  const atMs = Date.parse(at);
  const nowMs = useNow(atMs);
  const absolute = instantText(new Date(atMs), timeZone ?? pageZone);
  return (
    <time
      dateTime={at}
      title={absolute}
      data-tip={absolute}
      tabIndex={focusable ? 0 : undefined}
      // The server renders a moment earlier than the browser takes over.
      suppressHydrationWarning
      className={classNames("whitespace-nowrap tabular-nums", focusable && "tip rounded-sm", className)}
    >
      {form === "age" ? durationText(nowMs - atMs) : relativeText(atMs, nowMs)}
    </time>
  );
}
