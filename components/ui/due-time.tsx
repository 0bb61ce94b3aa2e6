"use client";

import { RelativeTime } from "./relative-time";
import { useNow } from "./use-now";

/** When something happens by itself: "in 40 s", and "any moment" once its time has come. */
export function DueTime({ at }: { readonly at: string }) {
  const atMs = Date.parse(at);
  const nowMs = useNow(atMs);
  return <span suppressHydrationWarning>{atMs <= nowMs ? "any moment" : <RelativeTime at={at} />}</span>;
}
