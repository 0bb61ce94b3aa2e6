import type { ExceptionKind, ExceptionState, Severity } from "../exception/exception";
import type { Instant } from "../time/instant";

export const NOTICE_STATES = ["waiting", "sent", "failed"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

export const NOTICE_KINDS = [
  "opened",
  "recovered",
  "digest",
  "mention",
  "assigned",
  "returned",
  "customer",
  "test",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What telling needs to know of an exception. */
export interface ToldException {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly state: ExceptionState;
  readonly severity: Severity;
  readonly label: string;
  readonly summary: string;
  readonly customer: string | null;
  readonly carrier: string | null;
  readonly connectionId: string | null;
  readonly connectionName: string | null;
  readonly groupId: string | null;
  readonly groupTitle: string | null;
  readonly assigneeId: string | null;
  /** How often it came back: each return is told anew. */
  readonly round: number;
  readonly changedAt: Instant;
}

/** One line of a message. */
export interface NoticeLine {
  readonly exceptionId: string;
  readonly kind: ExceptionKind;
  readonly severity: Severity;
  readonly label: string;
  readonly summary: string;
}

/** Everything the text of a message about exceptions is made of. */
export interface NoticeContent {
  readonly cause: string;
  readonly count: number;
  /** How many of them still stand. */
  readonly open: number;
  readonly top: Severity;
  readonly kinds: Readonly<Partial<Record<ExceptionKind, number>>>;
  /** The gravest, at most `LINES_SHOWN`. */
  readonly lines: readonly NoticeLine[];
  /** Who mentioned or assigned, and what was said. */
  readonly by?: string;
  readonly said?: string;
}

export const LINES_SHOWN = 10;
