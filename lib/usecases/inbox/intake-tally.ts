import type { IntakeCount } from "@/db/queries/inbox/add-intake-counts";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export type IntakeTally = Mutable<IntakeCount>;

export type CountedOutcome =
  | "accepted"
  | "repeated"
  | "conflicting"
  | "unsigned"
  | "tooLarge"
  | "overRate"
  | "badEncoding";

const HOUR_MS = 3_600_000;

/** The counters of one connection and the hour around `at`, all at zero. */
export function emptyCount(companyId: number, connectionId: string, at: Date): IntakeTally {
  return {
    companyId,
    connectionId,
    hourAt: new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS),
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

const COUNTED = [
  "accepted",
  "repeated",
  "conflicting",
  "unsigned",
  "tooLarge",
  "overRate",
  "badEncoding",
  "bytes",
] as const satisfies readonly (keyof IntakeTally)[];

/** Adds every counter of `more` to `tally`. */
export function addTo(tally: IntakeTally, more: IntakeTally): void {
  for (const field of COUNTED) tally[field] += more[field];
}
