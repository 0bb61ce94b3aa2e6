import type { TimelineEvent } from "./timeline-event";

/** An event with what a person wants to know of its origin: who told it, in which words, and where in which message. */
export interface RecordedEvent extends TimelineEvent {
  readonly connectionName: string;
  readonly messageId: string;
  /** Position in the message: "segment 12". */
  readonly at: string;
  readonly rawCode: string;
  /** The wall clock as stated; null when none was and the time of receipt stands in. */
  readonly occurredLocal: string | null;
  readonly timeZoneAssumed: boolean;
  readonly note: string | null;
  readonly matchReason: string;
  readonly actorName: string | null;
}
