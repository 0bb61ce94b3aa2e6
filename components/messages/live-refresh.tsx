"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLiveQuery } from "@/lib/client/live";

/** However much comes in, a screen is read again no more often than this. Shipments change more often than a list of trouble does. */
const LEAST_MS = { messages: 1_000, exceptions: 1_000, anything: 3_000 } as const;
const EAGER_MS = 1_000;

/** Silence is news too: a worker that died sends no hint. */
const AT_LEAST_EVERY_MS = 15_000;

interface LiveRefreshProps {
  /** Something is under way that this page waits for: look every second, hint or not. */
  readonly eager?: boolean;
  /** What the page shows: `anything` for pages that shipments change as well as messages. */
  readonly of?: keyof typeof LEAST_MS;
}

/** Reads the page again when what it shows changed, while it is looked at. What is shown holds still; see `useSteadyRows`. */
export function LiveRefresh({ eager = false, of = "messages" }: LiveRefreshProps) {
  const router = useRouter();
  const queryKey = [of, "changed"];
  const readAt = useRef(0);
  // Hints mark this query stale; its new value is the sign to read the page again.
  const { data: changedAt } = useQuery({ queryKey, queryFn: () => Date.now(), staleTime: Infinity });
  useLiveQuery(queryKey, (hint) =>
    of === "exceptions" ? hint.exceptions === true : of === "anything" || hint.messages,
  );

  useEffect(() => {
    if (changedAt === undefined) return;
    // The page was read when it was opened.
    if (readAt.current === 0) readAt.current = Date.now();
    if (changedAt <= readAt.current) return;
    const waitMs = Math.max(0, readAt.current + LEAST_MS[of] - Date.now());
    const timer = setTimeout(() => {
      readAt.current = Date.now();
      router.refresh();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [changedAt, of, router]);

  useEffect(() => {
    const look = () => document.visibilityState === "visible" && router.refresh();
    const timer = setInterval(look, eager ? EAGER_MS : AT_LEAST_EVERY_MS);
    return () => clearInterval(timer);
  }, [eager, router]);
  return null;
}
