import { useEffect, useState } from "react";

const TICK_MS = 15_000;

/** The present for sentences on screen: what the server read first, then on by the quarter minute. Never behind `readAt`. */
export function useClock(readAt: number): number {
  const [nowMs, setNowMs] = useState(readAt);
  useEffect(() => {
    const tick = () => setNowMs(Date.now());
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(nowMs, readAt);
}
