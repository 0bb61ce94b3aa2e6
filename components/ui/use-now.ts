import { useEffect, useState } from "react";
import { nextChangeMs } from "./duration-text";

/** Epoch milliseconds, renewed often enough for the text of `atMs` to be right and no more often. */
export function useNow(atMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const current = Date.now();
      setNowMs(current);
      timer = setTimeout(tick, nextChangeMs(atMs, current));
    };
    tick();
    return () => clearTimeout(timer);
  }, [atMs]);
  return nowMs;
}
