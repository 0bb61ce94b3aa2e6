import type { Choice } from "@/lib/contracts/messages/message-list";
import type { ClockState } from "@/lib/domain/clock/clock";
import type { BusinessCalendar, ClockKind, PauseKind, PolicyScope } from "@/lib/domain/clock/clock-policy";

/** One version of a policy. Moments are ISO 8601. */
export interface PolicyVersion {
  readonly version: number;
  readonly name: string;
  readonly budgetMinutes: number;
  readonly earlyMinutes: number | null;
  readonly atRiskMinutes: number;
  readonly calendar: BusinessCalendar | null;
  readonly pauses: readonly PauseKind[];
  readonly enabled: boolean;
  /** Null: since ever, it is a seed. */
  readonly effectiveAt: string | null;
  readonly createdBy: string | null;
  readonly createdAt: string | null;
  readonly reason: string | null;
}

/** A policy as it is in force now, or will be, and how it came to be so. */
export interface PolicyLine {
  readonly id: string;
  readonly kind: ClockKind;
  readonly scope: PolicyScope;
  readonly scopeText: string;
  readonly isSeed: boolean;
  /** The version in force now; null while the first is still to come. */
  readonly current: PolicyVersion | null;
  /** The newest version: what an edit starts from. */
  readonly newest: PolicyVersion;
  /** Newest first. */
  readonly versions: readonly PolicyVersion[];
}

export interface CalendarLine {
  readonly calendar: BusinessCalendar;
  /** 0 while nobody has changed it. */
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  /** Policies whose newest version counts by it. */
  readonly usedBy: readonly { readonly id: string; readonly name: string }[];
}

export interface PolicyPage {
  readonly policies: readonly PolicyLine[];
  readonly calendars: readonly CalendarLine[];
  readonly choices: {
    readonly customers: readonly string[];
    readonly carriers: readonly string[];
    readonly modes: readonly string[];
    readonly connections: readonly Choice[];
  };
  readonly mayEdit: boolean;
  readonly zone: string;
}

/** A promise that would have ended otherwise. */
export interface ChangedPromise {
  readonly shipmentId: string;
  readonly number: string;
  readonly stop: number;
  readonly today: ClockState | null;
  readonly proposed: ClockState | null;
  /** What it would have been, in one line. */
  readonly explanation: string;
}

/** What a policy would have done to the last 30 days. */
export interface PolicyPreview {
  readonly days: number;
  /** Promises it would have governed. */
  readonly promises: number;
  readonly wouldBreach: number;
  /** Of the same promises, how many the policies of today break. */
  readonly todayBreach: number;
  readonly shipments: number;
  /** Only the newest shipments were judged. */
  readonly isSample: boolean;
  readonly changed: readonly ChangedPromise[];
  readonly changedCount: number;
  /** Said where a preview can't tell. */
  readonly note: string | null;
}
