import type { MessageState } from "@/lib/domain/message/message-state";
import type { MessageQuery } from "./message-query";

export interface MessageRow {
  readonly id: string;
  readonly state: MessageState;
  readonly version: number;
  /** "214 ×2", "tracker", "status-row ×40". Empty when nothing could be told. */
  readonly documents: string;
  readonly fileName: string | null;
  readonly connection: { readonly id: string; readonly name: string };
  readonly reasonCode: string | null;
  /** What happened and what was kept, in words; empty where nothing is to be said. */
  readonly why: string;
  /** What a person does now; empty when nothing. */
  readonly next: string;
  readonly keyReference: string | null;
  readonly sizeBytes: number;
  /** ISO 8601 */
  readonly receivedAt: string;
  /** Asked to run again and not done yet. */
  readonly isQueued: boolean;
}

/** A count that stops at 1,000: `more` says that there is more. */
export interface BoundedCount {
  readonly count: number;
  readonly more: boolean;
}

export interface MessageCounts {
  readonly person: BoundedCount;
  readonly byState: Readonly<Partial<Record<MessageState, BoundedCount>>>;
}

/** How far the reading of messages is behind, when it is. */
export interface PipelineLag {
  /** ISO 8601 of the last sign of life of any worker; null when there never was one. */
  readonly workerSeenAt: string | null;
  readonly workerIsMissing: boolean;
  /** Something has waited longer than it normally does. */
  readonly isBehind: boolean;
  readonly waiting: BoundedCount;
  /** When the oldest waiting message came in, ISO 8601. */
  readonly oldestAt: string | null;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface MessageList {
  readonly query: MessageQuery;
  readonly rows: readonly MessageRow[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly counts: MessageCounts;
  readonly connections: readonly Choice[];
  readonly reasons: readonly Choice[];
  /** Set when a filter could look through a part of the messages only: what was looked through. */
  readonly bounded: string | null;
  readonly lag: PipelineLag;
}
