import type { ExceptionKind, Severity } from "../exception/exception";

export const CHANNELS = ["in_app", "email", "webhook", "slack", "teams"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Mail goes through one server, the others to many: what holds up one lane does not hold up the other. In app nothing is sent. */
export const LANES = ["mail", "outside"] as const;
export type Lane = (typeof LANES)[number];

/** A stretch of local time in which only what is critical is told; minutes after midnight, may run over midnight. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** What a person, a role or a receiver wants to be told, and how. */
export interface SubscriptionRule {
  /** Empty: every kind. */
  readonly kinds: readonly ExceptionKind[];
  readonly minSeverity: Severity;
  /** Empty: every one. */
  readonly customers: readonly string[];
  readonly carriers: readonly string[];
  /** Only what is assigned to the person, or everything. */
  readonly reach: "mine" | "all";
  /** Minutes between digests; null: at once. A day is told at seven in the morning. */
  readonly digestMinutes: number | null;
  readonly quiet: QuietHours | null;
  /** IANA zone of the quiet hours and of a daily digest. */
  readonly zone: string;
}

/** Someone or something that is told: two subscriptions that end at one place are one receiver. */
export interface Receiver {
  /** "in_app:<person>", "email:<address>", "webhook:<subscription>". */
  readonly key: string;
  readonly subscriptionId: string | null;
  readonly userId: string | null;
  readonly channel: Channel;
  readonly address: string | null;
  readonly rule: SubscriptionRule;
}
