import { and, eq, sql } from "drizzle-orm";
import type { NoticeState } from "@/lib/domain/notice/notice";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { notice } from "../../schema/notice";
import type { Place } from "./read-changes";

export type NoticeRecord = typeof notice.$inferSelect;

const MOST_UNREAD = 100;

/** How many wait to be read, counted no further than a hundred. */
export async function countUnread(db: Executor, companyId: number, userId: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (select from notice where company_id = ${companyId} and user_id = ${userId} and channel = 'in_app'
      and state = 'sent' and read_at is null limit ${MOST_UNREAD}) unread`);
  return rows[0]?.count ?? 0;
}

export async function selectOwnNotices(
  db: Executor,
  companyId: number,
  userId: string,
  limit: number,
): Promise<NoticeRecord[]> {
  return db
    .select()
    .from(notice)
    .where(
      and(
        eq(notice.companyId, companyId),
        eq(notice.userId, userId),
        eq(notice.channel, "in_app"),
        eq(notice.state, "sent"),
      ),
    )
    .orderBy(sql`${notice.createdAt} desc, ${notice.id} desc`)
    .limit(limit);
}

/** Marks a person's own as read: these, or everything made until an instant. */
export async function markRead(
  db: Executor,
  given: {
    readonly companyId: number;
    readonly userId: string;
    readonly ids: readonly string[] | null;
    readonly until: Date;
    readonly now: Date;
  },
): Promise<void> {
  const { companyId, userId, ids, until, now } = given;
  const which = ids
    ? sql`id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json)))`
    : sql`created_at <= ${until}`;
  await db.execute(sql`
    update notice set read_at = ${now} where company_id = ${companyId} and user_id = ${userId} and channel = 'in_app' and state = 'sent'
      and read_at is null and ${which}`);
}

/** What goes to places outside this screen, the newest first; in app everyone sees their own. */
export async function selectNoticeList(
  db: Executor,
  companyId: number,
  { state, after, limit }: { readonly state?: NoticeState; readonly after?: Place; readonly limit: number },
): Promise<(NoticeRecord & { readonly createdText: string; readonly receiverName: string | null })[]> {
  const rows = await db
    .select({
      notice,
      createdText: sql<string>`${notice.createdAt}::text`,
      receiverName: sql<
        string | null
      >`(select s.name from subscription s where s.company_id = ${notice.companyId} and s.id = ${notice.subscriptionId})`,
    })
    .from(notice)
    .where(
      and(
        eq(notice.companyId, companyId),
        sql`${notice.channel} <> 'in_app'`,
        state ? eq(notice.state, state) : undefined,
        after
          ? sql`(${notice.createdAt}, ${notice.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(sql`${notice.createdAt} desc, ${notice.id} desc`)
    .limit(limit);
  return rows.map(({ notice: row, createdText, receiverName }) => ({ ...row, createdText, receiverName }));
}

export async function selectShipmentNotices(
  db: Executor,
  companyId: number,
  shipmentId: string,
  limit: number,
): Promise<NoticeRecord[]> {
  return db
    .select()
    .from(notice)
    .where(and(eq(notice.companyId, companyId), eq(notice.shipmentId, shipmentId)))
    .orderBy(sql`${notice.createdAt} desc`)
    .limit(limit);
}

export async function lockNotice(
  tx: Transaction,
  companyId: number,
  id: string,
): Promise<NoticeRecord | null> {
  const rows = await tx
    .select()
    .from(notice)
    .where(and(eq(notice.companyId, companyId), eq(notice.id, id)))
    .for("update");
  return rows[0] ?? null;
}

/** Puts a notice back in the outbox as one that is new. */
export async function requeueNotice(tx: Transaction, row: NoticeRecord, by: string, at: Date): Promise<void> {
  await tx
    .update(notice)
    .set({
      state: "waiting",
      attempts: 0,
      nextTryAt: at,
      error: null,
      tries: [...row.tries, { at: at.toISOString(), outcome: `Sent again by ${by}.` }],
      version: sql`${notice.version} + 1`,
    })
    .where(and(eq(notice.companyId, row.companyId), eq(notice.id, row.id)));
}
