import type { Tone } from "@/components/ui/tone";
import type { BellNotice, NoticeRow, SubscriptionDto } from "@/lib/contracts/notices/notice-list";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import type { NoticeState } from "@/lib/domain/notice/notice";
import type { Channel, SubscriptionRule } from "@/lib/domain/notice/subscription";

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = {
  in_app: "In Milepost",
  email: "E-mail",
  webhook: "Webhook",
  slack: "Slack",
  teams: "Microsoft Teams",
};

export const STATE_WORDS: Readonly<Record<NoticeState, { readonly label: string; readonly tone: Tone }>> = {
  failed: { label: "Failed", tone: "bad" },
  waiting: { label: "Waiting", tone: "info" },
  sent: { label: "Sent", tone: "ok" },
};

export function toneOfNotice({ kind, severity }: Pick<BellNotice, "kind" | "severity">): Tone {
  if (kind === "recovered") return "ok";
  if (severity === "critical") return "bad";
  return severity === "high" ? "warn" : "info";
}

export const DIGEST_WORDS: Readonly<Record<number, string>> = {
  15: "a digest every 15 minutes",
  60: "a digest every hour",
  240: "a digest every 4 hours",
  1440: "a digest at 07:00 every day",
};

/** "high or graver", "everything". */
export const SEVERITY_WORDS = {
  critical: "only critical",
  high: "high and critical",
  medium: "medium and graver",
  low: "of any severity",
} as const;

/** The rule in one line a person can check. */
export function ruleText(rule: SubscriptionRule): string {
  const parts = [
    rule.kinds.length === 0 ? "Every kind" : listed(rule.kinds.map((kind) => EXCEPTION_RULES[kind].label)),
    SEVERITY_WORDS[rule.minSeverity],
    ...(rule.reach === "mine" ? ["only what is given to you"] : []),
    ...(rule.customers.length > 0 ? [`for ${listed(rule.customers)}`] : []),
    ...(rule.carriers.length > 0 ? [`with ${listed(rule.carriers)}`] : []),
    rule.digestMinutes === null ? "at once" : (DIGEST_WORDS[rule.digestMinutes] ?? "as a digest"),
    ...(rule.quiet
      ? [`quiet ${clockText(rule.quiet.fromMinute)} to ${clockText(rule.quiet.untilMinute)} ${rule.zone}`]
      : []),
  ];
  return parts.join(", ");
}

function listed(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(", ")
    : `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

/** "22:00" of minutes after midnight. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** Minutes after midnight of "22:00"; null for what is no time. */
export function minuteOf(clock: string): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(clock);
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute < 1_440 ? minute : null;
}

/** Where a subscription ends. */
export function whereText({ owner, role, channel, address }: SubscriptionDto, mailAddress: string): string {
  const way = CHANNEL_WORDS[channel];
  if (owner === "outside") return `${way}, ${address ?? "no address"}`;
  if (owner === "role" && role) return `${way}, everyone in ${ROLE_LABELS[role]}`;
  return channel === "email" ? `${way}, ${mailAddress}` : way;
}

export const triesText = ({ attempts }: Pick<NoticeRow, "attempts">): string =>
  attempts === 1 ? "1 try" : `${attempts} tries`;
