import { selectNoticeList } from "@/db/queries/notices/list-notices";
import type { NoticeList, NoticeQuery } from "@/lib/contracts/notices/notice-list";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";

const PAGE_ROWS = 50;

/** What was told outside this screen and what became of it, the newest first. */
export async function listNotices(ctx: Context, { state, after }: NoticeQuery): Promise<NoticeList> {
  requirePermission(ctx.actor, "notice.read");
  const [at = "", id = ""] = after?.split("_") ?? [];
  const found = await selectNoticeList(ctx.db, ctx.actor.companyId, {
    ...(state ? { state } : {}),
    ...(after && !Number.isNaN(Date.parse(at)) ? { after: { at, id } } : {}),
    limit: PAGE_ROWS + 1,
  });
  const rows = found.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  return {
    mayResend: can(ctx.actor, "notice.resend"),
    older: found.length > PAGE_ROWS && last ? `${last.createdText}_${last.id}` : null,
    rows: rows.map((row) => ({
      ...{
        id: row.id,
        version: row.version,
        state: row.state,
        kind: row.kind,
        channel: row.channel,
        title: row.title,
      },
      ...{ body: row.body, attempts: row.attempts, tries: row.tries, error: row.error },
      to: [row.receiverName, row.address].filter(Boolean).join(", ") || "A receiver that is gone",
      createdAt: row.createdAt.toISOString(),
      sentAt: row.sentAt?.toISOString() ?? null,
      nextTryAt: row.nextTryAt?.toISOString() ?? null,
    })),
  };
}
