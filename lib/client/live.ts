"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { LiveHint } from "@/lib/contracts/live";
import { LiveLink, type LiveState } from "./live-link";

/** The first hint reads at once; several within this time after it cost one more read. */
const COALESCE_MS = 250;

let link: LiveLink | undefined;

function liveLink(): LiveLink {
  link ??= new LiveLink();
  return link;
}

const BEFORE: LiveState = { mode: "connecting", lastEventAt: null, freshAt: null };
const watch = (onChange: () => void) => liveLink().watch(onChange);
const current = () => liveLink().state;
const before = () => BEFORE;

/** How this tab follows the world right now. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(watch, current, before);
}

/**
 * Reads `queryKey` again when something it shows changed, at most every 250 ms. Without the stream it is read again every 10 s.
 * @param concerns whether a hint is about this query; hints that name nothing always are.
 */
export function useLiveQuery(queryKey: QueryKey, concerns: (hint: LiveHint) => boolean): void {
  const client = useQueryClient();
  const latest = useRef({ queryKey, concerns });
  useEffect(() => {
    latest.current = { queryKey, concerns };
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let readAt = 0;
    const refresh = () => {
      timer = undefined;
      readAt = Date.now();
      const { queryKey: key } = latest.current;
      client.invalidateQueries({ queryKey: key }, { throwOnError: true }).then(
        () => liveLink().noteRead(true),
        () => liveLink().noteRead(false),
      );
    };
    const stop = liveLink().listen((hint) => {
      if (hint && !latest.current.concerns(hint)) return;
      timer ??= setTimeout(refresh, Math.max(0, readAt + COALESCE_MS - Date.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}
