import type { Executor } from "@/db/client";
import { addIntakeCounts, type IntakeCount } from "@/db/queries/inbox/add-intake-counts";
import { errorFields, log } from "@/lib/log";

export type CountedOutcome =
  | "accepted"
  | "repeated"
  | "conflicting"
  | "unsigned"
  | "tooLarge"
  | "overRate"
  | "badEncoding";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const FLUSH_MS = 1_000;
const HOUR_MS = 3_600_000;

/**
 * Counts in memory and adds to the database once a second: a flood that is turned away costs one statement a second.
 * What a killed process had not yet added is lost; no message depends on it.
 */
export class IntakeCounters {
  private pending = new Map<string, Mutable<IntakeCount>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: Executor) {}

  add(
    connection: { readonly companyId: number; readonly id: string },
    outcome: CountedOutcome,
    bytes: number,
    at: Date,
  ): void {
    const hourMs = Math.floor(at.getTime() / HOUR_MS) * HOUR_MS;
    const key = `${connection.id} ${hourMs}`;
    let count = this.pending.get(key);
    if (!count) {
      count = emptyCount(connection.companyId, connection.id, new Date(hourMs));
      this.pending.set(key, count);
    }
    count[outcome] += 1;
    count.bytes += bytes;
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
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
    } catch (error) {
      log("warn", "intake counters could not be written, kept for the next try", errorFields(error));
      this.putBack(counts);
      this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
    }
  }

  private putBack(counts: ReadonlyMap<string, Mutable<IntakeCount>>): void {
    for (const [key, count] of counts) {
      const newer = this.pending.get(key);
      if (newer) {
        for (const field of COUNTED) count[field] += newer[field];
      }
      this.pending.set(key, count);
    }
  }
}

const COUNTED = [
  "accepted",
  "repeated",
  "conflicting",
  "unsigned",
  "tooLarge",
  "overRate",
  "badEncoding",
  "bytes",
] as const;

function emptyCount(companyId: number, connectionId: string, hourAt: Date): Mutable<IntakeCount> {
  return {
    companyId,
    connectionId,
    hourAt,
    accepted: 0,
    repeated: 0,
    conflicting: 0,
    unsigned: 0,
    tooLarge: 0,
    overRate: 0,
    badEncoding: 0,
    bytes: 0,
  };
}
