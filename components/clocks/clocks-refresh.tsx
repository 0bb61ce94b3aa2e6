"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useLiveQuery } from "@/lib/client/live";

const LEAST_MS = 1_500;
/** The worker may be away: look now and then, hint or not. */
const AT_LEAST_EVERY_MS = 10_000;
const CHANGED = ["clocks", "changed"] as const;

/** Reads the page again when a verdict may have changed, while it is looked at. What is shown holds still. */
export function ClocksRefresh() {
  const router = useRouter();
  const readAt = useRef(0);
  const { data: changedAt } = useQuery({ queryKey: CHANGED, queryFn: () => Date.now(), staleTime: Infinity });
  useLiveQuery(CHANGED, (hint) => hint.shipments === null || hint.shipments.length > 0);
  useEffect(() => {
    if (changedAt === undefined) return;
    if (readAt.current === 0) readAt.current = Date.now();
    if (changedAt <= readAt.current) return;
    const waitMs = Math.max(0, readAt.current + LEAST_MS - Date.now());
    const timer = setTimeout(() => {
      readAt.current = Date.now();
      router.refresh();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [changedAt, router]);
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && router.refresh();
    const timer = setInterval(look, AT_LEAST_EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
