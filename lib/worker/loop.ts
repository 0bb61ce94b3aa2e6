import { setTimeout as sleep } from "node:timers/promises";
import { errorFields, log } from "@/lib/log";

const MAX_BACKOFF_MS = 10_000;

export interface Loop {
  readonly name: string;
  /** Pause after a round that found nothing. */
  readonly idleMs: number;
  /** One round. True: there may be more, go on at once. */
  readonly round: () => Promise<boolean>;
}

/** Runs rounds until `signal` aborts; the round under way is finished. An error waits, longer each time, and never ends the loop. */
export async function runLoop({ name, idleMs, round }: Loop, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const more = await round();
      if (failures > 0) log("info", "loop works again", { loop: name, failures });
      failures = 0;
      if (more) continue;
      await pause(idleMs, signal);
    } catch (error) {
      failures += 1;
      // The first failure and every tenth: a database that is away for an hour is not ten thousand lines.
      if (failures === 1 || failures % 10 === 0)
        log("error", "loop failed, trying again", { loop: name, failures, ...errorFields(error) });
      await pause(Math.min(MAX_BACKOFF_MS, 100 * 2 ** Math.min(failures, 10)), signal);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
