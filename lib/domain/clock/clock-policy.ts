/** Promises that run as clocks. Seeds and their budgets: domain.md, "Clocks". */
export const CLOCK_KINDS = [
  "tender_reply",
  "pickup",
  "tracking_silence",
  "delivery",
  "pod",
  "customer_invoice",
  "carrier_invoice_match",
  "refund",
  "acknowledgement",
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** Whom a policy is for. Every part given must fit; the more and the more telling parts, the more specific. */
export interface PolicyScope {
  readonly customer?: string;
  readonly carrier?: string;
  /** City of the first pickup and of the last delivery. */
  readonly lane?: { readonly origin: string; readonly destination: string };
  readonly mode?: string;
  readonly connectionId?: string;
}

/** When people work. Times of day are minutes after local midnight, `until` beyond 1440 is not allowed; days 1 (Monday) to 7. */
export interface BusinessCalendar {
  readonly name: string;
  /** IANA zone the hours are in. */
  readonly zone: string;
  readonly hours: readonly {
    readonly day: number;
    readonly fromMinute: number;
    readonly untilMinute: number;
  }[];
  /** `YYYY-MM-DD`, local days on which nobody works. */
  readonly holidays: readonly string[];
}

/** Conditions under which a clock stands still. */
export const PAUSE_KINDS = ["customer_hold", "consignee_closed", "customs_hold", "on_hold"] as const;
export type PauseKind = (typeof PAUSE_KINDS)[number];

/**
 * One version of a promise. A version is in force for clocks that start at or after `effectiveAt` and before the next version's: old verdicts keep
 * theirs, and the same events always meet the same policy.
 */
export interface ClockPolicy {
  readonly id: string;
  readonly version: number;
  readonly kind: ClockKind;
  readonly name: string;
  readonly scope: PolicyScope;
  /** Time allowed after the start. For `pickup` and `delivery`: grace after the end of the appointment. For a tender that states until when it wants its answer: not used. Minutes. */
  readonly budgetMinutes: number;
  /** Earlier than the appointment by more than this is early (pickup, delivery); null: early is fine. */
  readonly earlyMinutes: number | null;
  /** The last minutes before it is due are "at risk". */
  readonly atRiskMinutes: number;
  /** Null: every minute of every day counts. */
  readonly calendar: BusinessCalendar | null;
  readonly pauses: readonly PauseKind[];
  readonly enabled: boolean;
  readonly effectiveAt: number;
}
