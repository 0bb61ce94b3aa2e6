import { catchUpOverviews } from "@/lib/usecases/overview/catch-up-overviews";
import { type RemoveDeps, removeOldWork } from "@/lib/usecases/upkeep/remove-old-work";
import { ExceptionHints } from "@/lib/usecases/watch/exception-hints";
import type { Loop } from "./loop";

const HOUR_MS = 3_600_000;

/** Hints to open workbenches, what an update left to be counted, and what is old enough to go. */
export function upkeepLoops(deps: RemoveDeps): readonly Loop[] {
  const hints = new ExceptionHints();
  return [
    { name: "exception hints", idleMs: 1_000, round: () => hints.look(deps.db).then(() => false) },
    { name: "measures", idleMs: 2_000, round: () => catchUpOverviews(deps).then(() => false) },
    { name: "old work", idleMs: HOUR_MS, round: () => removeOldWork(deps).then(() => false) },
  ];
}
