"use client";

import { RelativeTime } from "@/components/ui/relative-time";
import { useLiveState } from "@/lib/client/live";
import type { LiveMode } from "@/lib/client/live-link";
import { LiveStatus, type LiveTone } from "./live-status";

const TONE: Readonly<Record<LiveMode, LiveTone>> = {
  connecting: "waiting",
  live: "live",
  polling: "waiting",
  reconnecting: "broken",
  ended: "broken",
};

const WORDS: Readonly<Record<LiveMode, string>> = {
  connecting: "Connecting",
  live: "Live",
  polling: "Every 10 s",
  reconnecting: "No connection",
  ended: "Signed out",
};

/** Whether this tab follows the world, and the newest thing it heard of. */
export function LiveIndicator() {
  const { mode, lastEventAt, freshAt } = useLiveState();
  return (
    <LiveStatus
      tone={TONE[mode]}
      words={WORDS[mode]}
      detail={<Detail mode={mode} lastEventAt={lastEventAt} freshAt={freshAt} />}
    />
  );
}

interface DetailProps {
  readonly mode: LiveMode;
  readonly lastEventAt: number | null;
  readonly freshAt: number | null;
}

function Detail({ mode, lastEventAt, freshAt }: DetailProps) {
  const at = mode === "reconnecting" || mode === "ended" ? freshAt : lastEventAt;
  if (at === null) return null;
  return (
    <>
      {at === freshAt && mode !== "live" ? "right as of " : "last event "}
      <RelativeTime at={new Date(at).toISOString()} />
    </>
  );
}
