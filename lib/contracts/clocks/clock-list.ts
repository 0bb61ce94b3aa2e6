import type { BoundedCount, Choice } from "@/lib/contracts/messages/message-list";
import type { ClockState } from "@/lib/domain/clock/clock";
import type { ClockKind } from "@/lib/domain/clock/clock-policy";
import type { AdherenceGroup, ClockQuery } from "./clock-query";

/** The version of a policy a promise runs under. */
export interface PolicyLabel {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Whom it is for: "customer Brouwer Foods", or "the general one". */
  readonly scope: string;
  readonly atRiskMinutes: number;
}

/** One promise. Moments are epoch milliseconds. */
export interface ClockRow {
  /** Shipment, kind and stop. */
  readonly id: string;
  readonly number: string;
  readonly lane: string | null;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly kind: ClockKind;
  readonly stop: number;
  /** Where, for promises on one stop. */
  readonly place: string | null;
  /** Zone of that place; null for the page's. */
  readonly timeZone: string | null;
  readonly state: ClockState;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly stoppedAt: number | null;
  /** When it is expected to be kept, where someone said. */
  readonly estimatedAt: number | null;
  readonly pausedMinutes: number;
  /** The event that decided, else the one it started with. */
  readonly eventId: string | null;
  readonly policy: PolicyLabel;
  readonly judgedAt: number;
}

export interface ClockCounts {
  readonly atRisk: BoundedCount;
  /** Broken and still running. */
  readonly broken: BoundedCount;
  readonly paused: BoundedCount;
}

export interface ClockChoices {
  readonly customers: readonly string[];
  readonly carriers: readonly string[];
  readonly policies: readonly Choice[];
}

export interface ClockList {
  readonly query: ClockQuery;
  readonly rows: readonly ClockRow[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly counts: ClockCounts;
  readonly choices: ClockChoices;
  /** Said where a filter was looked for in a part of the list only. */
  readonly bounded: string | null;
  /** Null while a worker runs. */
  readonly stale: { readonly workerSeenAt: string | null } | null;
  readonly readAt: number;
}

export interface AdherenceLine {
  /** Customer, carrier or policy id; null for promises without. */
  readonly value: string | null;
  readonly label: string;
  readonly met: number;
  readonly breached: number;
}

/** Promises that fell due in a time: how many were kept, by whom they are for or who keeps them. */
export interface Adherence {
  readonly query: ClockQuery;
  readonly by: AdherenceGroup;
  /** Calendar days of the company, both included. */
  readonly from: string;
  readonly until: string;
  readonly zone: string;
  readonly met: number;
  readonly breached: number;
  readonly lines: readonly AdherenceLine[];
  readonly moreLines: boolean;
  /** Only the newest so many promises were counted; null when all were. */
  readonly countedNewest: number | null;
  readonly choices: ClockChoices;
}
