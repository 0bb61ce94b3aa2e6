"use client";

import { relativeText } from "@/components/ui/duration-text";
import { StaleBanner } from "@/components/ui/stale-banner";
import { useNow } from "@/components/ui/use-now";
import type { PipelineLag } from "@/lib/contracts/messages/message-list";
import { countText } from "./count-text";

/** A message normally waits less than a second; this long is worth saying. */
const LAGS_FROM_MS = 15_000;

/** Says when messages come in faster than they are read, or are not being read at all. Nothing is lost meanwhile. */
export function LagBanner({ lag }: { readonly lag: PipelineLag }) {
  const oldestMs = lag.oldestAt ? Date.parse(lag.oldestAt) : null;
  const seenMs = lag.workerSeenAt ? Date.parse(lag.workerSeenAt) : null;
  const nowMs = useNow(oldestMs ?? seenMs ?? 0);
  const waits = lag.waiting.count > 0 && oldestMs !== null && nowMs - oldestMs > LAGS_FROM_MS;
  if (!lag.workerIsMissing && !waits) return null;
  const waiting =
    lag.waiting.count === 0 || oldestMs === null
      ? "No message waits."
      : `${countText(lag.waiting)} ${lag.waiting.count === 1 ? "message waits" : "messages wait"}, the oldest came ${relativeText(oldestMs, nowMs)}.`;
  return (
    <div className="mb-3.5" suppressHydrationWarning>
      <StaleBanner>
        {lag.workerIsMissing ? (
          <>
            <b>Messages are taken in and kept, but not read right now:</b>{" "}
            {seenMs === null
              ? "no worker has ever run."
              : `the last worker was seen ${relativeText(seenMs, nowMs)}.`}{" "}
            {waiting} Ask IT to start the worker; it goes on where it stopped.
          </>
        ) : (
          <>
            <b>Reading is behind.</b> {waiting} They are kept and read in order; nothing needs to be done.
          </>
        )}
      </StaleBanner>
    </div>
  );
}
