"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const POLL_MS = 5_000;

interface LiveRefreshProps {
  /** Something is under way that this page waits for: look more often. */
  readonly eager?: boolean;
}

const EAGER_MS = 1_000;

/** Reads the page again while it is looked at. What is shown holds still by itself; see `useSteadyRows`. */
export function LiveRefresh({ eager = false }: LiveRefreshProps) {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    const timer = setInterval(refresh, eager ? EAGER_MS : POLL_MS);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [router, eager]);
  return null;
}
