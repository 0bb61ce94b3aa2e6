"use client";

import { useEffect, useState } from "react";

/** The present on screen, renewed every second: a promise that runs out at 14:00 is over at 14:00. Never behind `readAt`. */
export function useSecond(readAt: number): number {
  const [nowMs, setNowMs] = useState(readAt);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(nowMs, readAt);
}
