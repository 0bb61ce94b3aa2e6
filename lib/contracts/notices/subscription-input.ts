import { z } from "zod";
import { ROLES } from "@/lib/domain/access/role";
import { EXCEPTION_KINDS, SEVERITIES } from "@/lib/domain/exception/exception";
import { CHANNELS } from "@/lib/domain/notice/subscription";
import { isKnownZone } from "@/lib/domain/time/resolve-time";

/** Minutes between digests that can be chosen. */
export const DIGEST_MINUTES = [15, 60, 240, 1_440] as const;

const names = z.array(z.string().trim().min(1).max(200)).max(50);
const minute = z.number().int().min(0).max(1_439);

export const ruleInput = z.object({
  kinds: z.array(z.enum(EXCEPTION_KINDS)).max(EXCEPTION_KINDS.length),
  minSeverity: z.enum(SEVERITIES),
  customers: names,
  carriers: names,
  reach: z.enum(["mine", "all"]),
  digestMinutes: z.literal(DIGEST_MINUTES).nullable(),
  quiet: z.object({ fromMinute: minute, untilMinute: minute }).nullable(),
  zone: z.string().max(60).refine(isKnownZone, "Name a zone such as Europe/Amsterdam."),
});

const url = z
  .url({ protocol: /^https?$/, message: "An address that begins with https://" })
  .max(2_000)
  .refine(
    (text) => URL.canParse(text) && new URL(text).username === "",
    "Leave names and passwords out of the address.",
  );

export const saveSubscriptionInput = z.object({
  /** Chosen by whoever makes it, so that the same request twice is one subscription. */
  subscriptionId: z.uuid(),
  /** 0: a new one. */
  expectedVersion: z.number().int().min(0),
  /** Whose: the person's own, a role's, or a receiver outside. */
  owner: z.enum(["me", "role", "outside"]),
  role: z.enum(ROLES).nullable(),
  name: z.string().trim().min(1, "Give it a name.").max(80),
  channel: z.enum(CHANNELS),
  /** Needed for a new receiver outside; null keeps the one there is. */
  url: url.nullable(),
  enabled: z.boolean(),
  rule: ruleInput,
});
export type SaveSubscriptionInput = z.input<typeof saveSubscriptionInput>;

export const subscriptionTarget = z.object({
  subscriptionId: z.uuid(),
  expectedVersion: z.number().int().positive(),
});
export type SubscriptionTarget = z.input<typeof subscriptionTarget>;

export const testSubscriptionInput = z.object({ subscriptionId: z.uuid(), requestId: z.uuid() });
export type TestSubscriptionInput = z.input<typeof testSubscriptionInput>;

export const resendNoticeInput = z.object({
  noticeId: z.uuid(),
  expectedVersion: z.number().int().positive(),
  reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
});
export type ResendNoticeInput = z.input<typeof resendNoticeInput>;

/** Null: everything that was shown until `until`. */
export const markReadInput = z.object({
  noticeIds: z.array(z.uuid()).max(100).nullable(),
  until: z.iso.datetime(),
});
export type MarkReadInput = z.input<typeof markReadInput>;
