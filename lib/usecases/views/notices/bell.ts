import { countUnread, selectOwnNotices } from "@/db/queries/notices/list-notices";
import type { Bell } from "@/lib/contracts/notices/notice-list";
import { requirePermission } from "@/lib/domain/access/require-permission";
import type { Context } from "@/lib/usecases/context";

const SHOWN = 20;
const MOST_COUNTED = 99;

/** What a person was told lately, and how much of it is unread. */
export async function bell(ctx: Context): Promise<Bell> {
  requirePermission(ctx.actor, "notice.own");
  const { actor } = ctx;
  const readAt = ctx.now().toISOString();
  if (actor.kind !== "user") return { unread: 0, more: false, notices: [], readAt };
  const [unread, rows] = await Promise.all([
    countUnread(ctx.db, actor.companyId, actor.id),
    selectOwnNotices(ctx.db, actor.companyId, actor.id, SHOWN),
  ]);
  return {
    unread: Math.min(unread, MOST_COUNTED),
    more: unread > MOST_COUNTED,
    readAt,
    notices: rows.map((row) => ({
      ...{ id: row.id, kind: row.kind, title: row.title, body: row.body, href: row.href },
      severity: row.kind === "recovered" ? null : (row.content?.top ?? null),
      at: row.createdAt.toISOString(),
      isRead: row.readAt !== null,
    })),
  };
}
