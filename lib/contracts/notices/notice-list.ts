import { z } from "zod";
import type { Role } from "@/lib/domain/access/role";
import type { NoticeKind, NoticeState } from "@/lib/domain/notice/notice";
import type { Channel, SubscriptionRule } from "@/lib/domain/notice/subscription";
import { firstParams, placeParam, type RawParams } from "../search-params";

export interface SubscriptionDto {
  readonly id: string;
  readonly version: number;
  readonly owner: "me" | "role" | "outside";
  readonly role: Role | null;
  readonly name: string;
  readonly channel: Channel;
  /** Of a receiver outside only its host: the rest of such an address is a secret. */
  readonly address: string | null;
  readonly enabled: boolean;
  readonly rule: SubscriptionRule;
}

export interface SubscriptionPage {
  readonly own: readonly SubscriptionDto[];
  readonly others: readonly SubscriptionDto[] | null;
  readonly customers: readonly string[];
  readonly carriers: readonly string[];
  readonly zone: string;
  readonly mailAddress: string;
  readonly isMailSetUp: boolean;
}

/** What was handed over once and can't be shown again. */
export interface SavedSubscription {
  readonly id: string;
  readonly signingSecret: string | null;
}

export interface BellNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  readonly href: string | null;
  readonly severity: string | null;
  readonly at: string;
  readonly isRead: boolean;
}

export interface Bell {
  readonly unread: number;
  /** There are more than were counted. */
  readonly more: boolean;
  readonly notices: readonly BellNotice[];
  readonly readAt: string;
}

export interface NoticeRow {
  readonly id: string;
  readonly version: number;
  readonly state: NoticeState;
  readonly kind: NoticeKind;
  readonly channel: Channel;
  readonly to: string;
  readonly title: string;
  readonly body: string;
  readonly attempts: number;
  readonly tries: readonly { readonly at: string; readonly outcome: string }[];
  readonly error: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly nextTryAt: string | null;
}

export interface NoticeList {
  readonly rows: readonly NoticeRow[];
  readonly older: string | null;
  readonly mayResend: boolean;
}

export interface ShipmentNotice {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly body: string;
  readonly state: NoticeState;
  readonly error: string | null;
  readonly at: string;
}

const noticeQuerySchema = z.object({
  state: z.enum(["waiting", "sent", "failed"]).optional().catch(undefined),
  after: placeParam(["at", "id"], "_"),
});
export type NoticeQuery = z.infer<typeof noticeQuerySchema>;

export function readNoticeQuery(params: RawParams): NoticeQuery {
  return noticeQuerySchema.parse(firstParams(params));
}
