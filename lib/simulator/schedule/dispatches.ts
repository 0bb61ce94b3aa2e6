import type { Instant } from "@/lib/domain/time/instant";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import type { Telling } from "../truth";
import { CARRIERS, type SourceKey } from "../world/carriers";
import type { Dispatch } from "./outgoing";

const BATCH_MINUTES: ReadonlyMap<SourceKey, number> = new Map(
  CARRIERS.map(({ source, batchMinutes }) => [source, batchMinutes]),
);

/** Tellings as their sources send them off: each at once, or all of one kind gathered until the batch leaves. */
export function dispatchesOf(tellings: readonly Telling[]): Dispatch[] {
  const dispatches = new Map<string, { source: SourceKey; sentAt: Instant; tellings: Telling[] }>();
  for (const telling of tellings) {
    // An answer can't wait for the batch, and bears no time but that of its envelope.
    const gathers = telling.kind !== "reply";
    const batchMs = gathers ? (BATCH_MINUTES.get(telling.source) ?? 0) * MINUTE_MS : 0;
    const slot = batchMs > 0 ? Math.floor(telling.at / batchMs) : null;
    const key =
      slot === null
        ? `${telling.source} ${telling.plan.index} ${telling.number}`
        : `${telling.source} ${telling.kind} ${slot}`;
    const open = dispatches.get(key);
    if (open) open.tellings.push(telling);
    else {
      const sentAt = slot === null ? telling.at : (slot + 1) * batchMs;
      dispatches.set(key, { source: telling.source, sentAt, tellings: [telling] });
    }
  }
  return [...dispatches].map(([key, dispatch]) => ({ key, trouble: null, ...dispatch }));
}
