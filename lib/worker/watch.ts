import { runBulk } from "@/lib/usecases/bulk/run-bulk";
import { applySeverityPolicy } from "@/lib/usecases/watch/apply-severity-policy";
import { wakeExceptions } from "@/lib/usecases/watch/wake-exceptions";
import type { WatchDeps } from "@/lib/usecases/watch/watchers/look-at";
import { watchCodes } from "@/lib/usecases/watch/watchers/watch-codes";
import { watchCommands } from "@/lib/usecases/watch/watchers/watch-commands";
import { watchConnections } from "@/lib/usecases/watch/watchers/watch-connections";
import { watchMessages } from "@/lib/usecases/watch/watchers/watch-messages";
import { watchStock } from "@/lib/usecases/watch/watchers/watch-stock";
import type { Loop } from "./loop";

/** Opens and closes the exceptions of everything but shipments, brings back what was put away, and works through bulk runs. */
export function watchLoops(deps: WatchDeps): readonly Loop[] {
  return [
    { name: "watch messages", idleMs: 3_000, round: () => watchMessages(deps) },
    { name: "watch stock", idleMs: 5_000, round: () => watchStock(deps) },
    { name: "watch codes", idleMs: 5_000, round: () => watchCodes(deps) },
    { name: "watch commands", idleMs: 5_000, round: () => watchCommands(deps) },
    { name: "watch connections", idleMs: 30_000, round: () => watchConnections(deps).then(() => false) },
    { name: "severity", idleMs: 5_000, round: () => applySeverityPolicy(deps).then(() => false) },
    { name: "snoozes", idleMs: 1_000, round: () => wakeExceptions(deps).then((woken) => woken > 0) },
    { name: "bulk", idleMs: 500, round: () => runBulk(deps) },
  ];
}
