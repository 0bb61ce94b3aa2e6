import type { Executor } from "@/db/client";
import { addIntakeCounts } from "@/db/queries/inbox/add-intake-counts";
import { errorFields, log } from "@/lib/log";
import { addTo, type CountedOutcome, emptyCount, type IntakeTally } from "./intake-tally";

const FLUSH_MS = 1_000;

/**
 * Counts in memory and adds to the database once a second: a flood that is turned away costs one statement a second.
 * What a killed process had not yet added is lost; no message depends on it.
 */
export class IntakeCounters {
  private pending = new Map<string, IntakeTally>();
  private timer: NodeJS.Timeout | undefined;
  private isFailing = false;

  constructor(private readonly db: Executor) {}

  add(
    connection: { readonly companyId: number; readonly id: string },
    outcome: CountedOutcome,
    storedBytes: number,
    at: Date,
  ): void {
    const key = `${connection.id} ${at.toISOString().slice(0, "2026-01-01T00".length)}`;
    let count = this.pending.get(key);
    if (!count) {
      count = emptyCount(connection.companyId, connection.id, at);
      this.pending.set(key, count);
    }
    count[outcome] += 1;
    count.bytes += storedBytes;
    this.flushSoon();
  }

  /** Adds what is pending to the database; what could not be added stays pending. Never throws. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const counts = this.pending;
    if (counts.size === 0) return;
    this.pending = new Map();
    try {
      await addIntakeCounts(this.db, [...counts.values()]);
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) log("warn", "intake counters wait for the database", errorFields(error));
      this.isFailing = true;
      this.putBack(counts);
      this.flushSoon();
    }
  }

  private flushSoon(): void {
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  private putBack(counts: ReadonlyMap<string, IntakeTally>): void {
    for (const [key, count] of counts) {
      const newer = this.pending.get(key);
      if (newer) addTo(count, newer);
      this.pending.set(key, count);
    }
  }
}
