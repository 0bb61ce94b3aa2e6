import { selectNotice } from "@/db/queries/outbound/select-outbound";
import type { OutboundItem, SentNotice } from "@/lib/contracts/outbound/outbound-list";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { NotFoundError } from "@/lib/domain/app-error";
import { mailHtml, mailText } from "@/lib/domain/notice/formats";
import type { Context } from "@/lib/usecases/context";
import { messageOf } from "@/lib/usecases/notices/sender";
import { messageIdFrom } from "../messages/message-id";

/** One notice as its receiver gets it, and what became of it. `baseUrl`: where people reach Milepost, for its links. */
export async function sentNotice(ctx: Context, given: string, baseUrl: string | null): Promise<SentNotice> {
  requirePermission(ctx.actor, "notice.read");
  const found = await selectNotice(ctx.db, ctx.actor.companyId, messageIdFrom(given));
  if (!found) throw new NotFoundError("There is no such notice here. Look under Outbound.");
  const { notice, receiver } = found;
  const message = messageOf({ ...notice, createdAt: notice.createdAt.toISOString() }, baseUrl);
  return {
    ...{ id: notice.id, source: "notice", sort: notice.channel as OutboundItem["sort"], title: notice.title },
    to: [receiver, notice.address].filter(Boolean).join(", ") || "A receiver that is gone",
    ...{ connectionSlug: null, state: notice.state, acknowledgement: "none", attempts: notice.attempts },
    ...{ error: notice.error, createdAt: notice.createdAt.toISOString(), shipmentId: notice.shipmentId },
    sentAt: notice.sentAt?.toISOString() ?? null,
    nextTryAt: notice.nextTryAt?.toISOString() ?? null,
    version: notice.version,
    text: mailText(message),
    html: notice.channel === "email" ? mailHtml(message) : null,
    href: notice.href,
    tries: notice.tries.map(({ at, outcome }) => ({ kind: "send", at, outcome, error: null })),
    mayResend: can(ctx.actor, "notice.resend"),
  };
}
