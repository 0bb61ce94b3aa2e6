import type { Database } from "@/db/client";
import type { ClaimedNotice } from "@/db/queries/notices/outbox";
import { findSubscription } from "@/db/queries/notices/subscriptions";
import { whyUnwanted } from "@/db/queries/notices/unwanted";
import {
  type Message,
  mailHtml,
  mailText,
  slackPayload,
  teamsPayload,
  webhookPayload,
} from "@/lib/domain/notice/formats";
import type { Mailer } from "./mailer";
import { RefusedAddressError } from "./outbound-address";
import { type OutboundPolicy, postOutside } from "./post-outside";
import { openAddress, openSigningSecret } from "./seal-receiver";
import { signWebhook } from "./sign-webhook";
import { UNWANTED_WORDS } from "./unwanted-words";

/** `refused`: trying again the same way won't help, a person must look. */
export type SendResult =
  | { readonly kind: "sent" }
  | { readonly kind: "failed" | "refused"; readonly reason: string };

export type Sender = (notice: ClaimedNotice) => Promise<SendResult>;

export interface SenderSettings {
  readonly db: Database;
  readonly secretKey: Buffer;
  readonly mailer: Mailer | null;
  readonly outbound: OutboundPolicy;
  /** Where people reach Milepost, for links; null: unknown. */
  readonly baseUrl: string | null;
  readonly now: () => Date;
}

/** Sends one notice through its channel; every expected failure is a value in words. */
export function senderOf(settings: SenderSettings): Sender {
  return async (notice) => {
    try {
      const unwanted = await whyUnwanted(settings.db, notice);
      if (unwanted) return { kind: "refused", reason: UNWANTED_WORDS[unwanted] };
      if (notice.channel === "email") return await mail(settings, notice);
      return await post(settings, notice);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return {
        kind: error instanceof RefusedAddressError ? "refused" : "failed",
        reason: reason.slice(0, 500),
      };
    }
  };
}

async function mail({ mailer, baseUrl }: SenderSettings, notice: ClaimedNotice): Promise<SendResult> {
  if (!mailer)
    return {
      kind: "refused",
      reason: "E-mail is not set up: SMTP_URL and SMTP_FROM are missing. Nothing was sent.",
    };
  if (!notice.address) return { kind: "refused", reason: "There is no address to send this to." };
  const message = messageOf(notice, baseUrl);
  const again = notice.tries.filter(({ outcome }) => outcome.startsWith("Sent again")).length;
  return mailer({
    // The same on every try, so that a mail server can tell a repeat; another only when a person wanted it sent again.
    id: again > 0 ? `${notice.id}.${again}` : notice.id,
    to: notice.address,
    subject: notice.title,
    text: mailText(message),
    html: mailHtml(message),
  });
}

async function post(settings: SenderSettings, notice: ClaimedNotice): Promise<SendResult> {
  const { db, secretKey, outbound, now, baseUrl } = settings;
  const row = notice.subscriptionId
    ? await findSubscription(db, notice.companyId, notice.subscriptionId)
    : null;
  if (!row) return { kind: "refused", reason: "Its subscription was deleted; there is no address left." };
  const url = openAddress(secretKey, row);
  if (!url)
    return {
      kind: "refused",
      reason: "The receiver's address can't be opened: the secret key is another one.",
    };
  const message = messageOf(notice, baseUrl);
  const formats = { webhook: webhookPayload, slack: slackPayload, teams: teamsPayload };
  const body = JSON.stringify(formats[row.channel as keyof typeof formats](message));
  const secret = row.channel === "webhook" ? openSigningSecret(secretKey, row) : null;
  if (row.channel === "webhook" && !secret)
    return { kind: "refused", reason: "The signing secret can't be opened; make a new one." };
  const headers = secret ? signWebhook(secret, notice.id, body, now()) : {};
  const { status, text } = await postOutside(url, body, headers, outbound);
  if (status >= 200 && status < 300) return { kind: "sent" };
  const reason = `The receiver answered ${status}${text ? `: ${text}` : ""}.`.slice(0, 500);
  // Gone for good is the receiver's word for "never again". Redirects are not followed.
  return { kind: status === 410 ? "refused" : "failed", reason };
}

export function messageOf(notice: ClaimedNotice, baseUrl: string | null): Message {
  const { id, kind, title, body, href, content } = notice;
  return {
    ...{ id, kind, title, body },
    link: href && baseUrl ? new URL(href, baseUrl).href : null,
    createdAt: new Date(notice.createdAt).toISOString(),
    severity: content?.top ?? null,
    count: content?.count ?? 1,
    open: content?.open ?? 0,
  };
}
