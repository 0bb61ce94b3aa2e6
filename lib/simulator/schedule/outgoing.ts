import type { Instant } from "@/lib/domain/time/instant";
import type { Telling } from "../truth";
import type { SourceKey } from "../world/carriers";

/** What makes a world: the same four always give the same messages. */
export interface WorldSettings {
  readonly seed: number;
  /** How many shipments are tendered in the `days` before `anchorAt`. */
  readonly shipments: number;
  readonly days: number;
  readonly anchorAt: Instant;
}

/** Tellings that leave together in one message. */
export interface Dispatch {
  /** Names it for good: what happens to it is drawn from this. */
  readonly key: string;
  readonly source: SourceKey;
  readonly sentAt: Instant;
  readonly tellings: readonly Telling[];
  readonly trouble: Trouble | null;
}

/** What is wrong with a message, or with the way it came. */
export type Trouble =
  | "late"
  | "repeat"
  | "resent"
  | "truncated"
  | "miscounted"
  | "garbage"
  | "conflict"
  | "unknown_reference"
  | "unknown_code"
  | "ambiguous";

/** Bytes on their way, and the truth they tell. */
export interface OutgoingMessage {
  readonly key: string;
  readonly source: SourceKey;
  readonly receivedAt: Instant;
  readonly body: Uint8Array;
  readonly contentType: string;
  /** The partner's own id of the delivery; null where it gives none. */
  readonly deliveryKey: string | null;
  readonly fileName: string | null;
  readonly tellings: readonly Telling[];
  readonly trouble: Trouble | null;
}
