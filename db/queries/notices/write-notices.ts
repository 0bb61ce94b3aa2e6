import { sql } from "drizzle-orm";
import type { NoticeContent, NoticeKind } from "@/lib/domain/notice/notice";
import type { Channel } from "@/lib/domain/notice/subscription";
import type { Round, ToldItem } from "@/lib/domain/notice/tell";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";

/** What was told of these exceptions. */
export async function selectItems(
  tx: Transaction,
  companyId: number,
  exceptionIds: readonly string[],
): Promise<ToldItem[]> {
  const { rows } = await tx.execute<ToldItem & Record<string, unknown>>(sql`
    select receiver, exception_id as "exceptionId", turn, notice_id as "noticeId", over_at is not null as "isOver" from notice_item
    where company_id = ${companyId} and exception_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(exceptionIds)}::json)))`);
  return rows;
}

/** The messages with these ids, and those of these receivers and causes that can still be joined; locked, so that none is sent half written. One that was given up is joined no more: nobody would read what joins it. */
export async function lockRounds(
  tx: Transaction,
  companyId: number,
  wanted: {
    readonly ids: readonly string[];
    readonly causes: readonly { receiver: string; causeKey: string }[];
  },
  now: Date,
): Promise<Round[]> {
  const { rows } = await tx.execute<
    Omit<Round, "joinUntil" | "dueAt"> & { joinUntil: string | null; dueAt: string | null } & Record<
        string,
        unknown
      >
  >(sql`
    select n.id as "noticeId", n.receiver, n.cause_key as "causeKey", n.kind,
      case when n.state <> 'failed' then n.join_until end as "joinUntil", n.next_try_at as "dueAt", n.content,
      exists (select from notice r where r.company_id = n.company_id and r.notice_key = ('recovered:' || n.id) collate "C"
        and (r.state <> 'waiting' or r.leased_until > ${now})) as "isRecovered",
      n.state <> 'sent' and (n.leased_until is null or n.leased_until <= ${now}) as "isWaiting"
    from notice n where n.company_id = ${companyId} and n.content is not null and n.id = any(array(
      select value::uuid from json_array_elements_text(${jsonParameter(wanted.ids)}::json)
      union select o.id from json_to_recordset(${jsonParameter(wanted.causes.map(({ receiver, causeKey }) => ({ receiver, cause: causeKey })))}::json)
        as g(receiver text, cause text) join notice o on o.company_id = ${companyId} and o.receiver = g.receiver collate "C"
        and o.cause_key = g.cause collate "C" and o.join_until > ${now}))
    order by n.created_at desc, n.id for update of n`);
  return rows.map((row) => ({ ...row, joinUntil: instantOf(row.joinUntil), dueAt: instantOf(row.dueAt) }));
}

const instantOf = (at: string | null): number | null => (at === null ? null : new Date(at).getTime());

export interface NewNotice {
  readonly id: string;
  readonly noticeKey: string;
  readonly subscriptionId: string | null;
  readonly userId: string | null;
  readonly receiver: string;
  readonly channel: Channel;
  readonly address: string | null;
  readonly kind: NoticeKind;
  readonly causeKey: string;
  readonly joinUntil: Date | null;
  readonly title: string;
  readonly body: string;
  readonly href: string | null;
  readonly content: NoticeContent | null;
  readonly shipmentId: string | null;
  readonly nextTryAt: Date;
  readonly createdAt: Date;
}

/** Puts these in the outbox; one whose key is there already is left alone. @returns ids of what is new. */
export async function insertNotices(
  db: Executor,
  companyId: number,
  rows: readonly NewNotice[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const given = rows.map((row) => ({
    ...{
      id: row.id,
      notice_key: row.noticeKey,
      subscription_id: row.subscriptionId,
      user_id: row.userId,
      receiver: row.receiver,
    },
    ...{
      channel: row.channel,
      address: row.address,
      kind: row.kind,
      cause_key: row.causeKey,
      join_until: row.joinUntil,
    },
    ...{
      title: row.title,
      body: row.body,
      href: row.href,
      content: row.content,
      shipment_id: row.shipmentId,
    },
    ...{ next_try_at: row.nextTryAt, created_at: row.createdAt },
  }));
  const columns = sql.raw(Object.keys(given[0] ?? {}).join(", "));
  const made = await db.execute<{ id: string }>(sql`
    insert into notice (company_id, ${columns}, state)
    select ${companyId}, ${columns}, 'waiting' from json_to_recordset(${jsonParameter(given)}::json) as g(id uuid, notice_key text, subscription_id uuid,
      user_id uuid, receiver text, channel text, address text, kind text, cause_key text, join_until timestamptz, title text, body text, href text,
      content jsonb, shipment_id uuid, next_try_at timestamptz, created_at timestamptz)
    on conflict (company_id, notice_key) do nothing returning id`);
  return made.rows.map(({ id }) => id);
}

/** Takes out of the outbox that these are over, where it was not told yet: they are not. */
export async function dropRecoveries(
  tx: Transaction,
  companyId: number,
  noticeIds: readonly string[],
  now: Date,
): Promise<void> {
  if (noticeIds.length === 0) return;
  const keys = noticeIds.map((id) => `recovered:${id}`);
  await tx.execute(sql`
    delete from notice where company_id = ${companyId} and state = 'waiting' and (leased_until is null or leased_until <= ${now})
      and notice_key = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(keys)}::json)))`);
}

export interface NoticeChange {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly href: string | null;
  readonly content: NoticeContent;
  readonly dueAt: Date | null;
}

/** What others joined or what ended in them; one that waits goes out sooner where it became urgent, never later. */
export async function updateNotices(
  tx: Transaction,
  companyId: number,
  changes: readonly NoticeChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.execute(sql`
    update notice n set title = g.title, body = g.body, href = g.href, content = g.content, version = n.version + 1,
      next_try_at = case when n.next_try_at is null then null else least(n.next_try_at, g."dueAt") end
    from json_to_recordset(${jsonParameter(changes)}::json) as g(id uuid, title text, body text, href text, content jsonb, "dueAt" timestamptz)
    where n.company_id = ${companyId} and n.id = g.id`);
}

/** Notes what was told, and what of it is over. */
export async function writeItems(
  tx: Transaction,
  companyId: number,
  items: readonly ToldItem[],
  over: readonly ToldItem[],
  now: Date,
): Promise<void> {
  const set = sql`as g(receiver text, "exceptionId" uuid, turn text, "noticeId" uuid, "isOver" boolean)`;
  if (items.length > 0)
    await tx.execute(sql`
      insert into notice_item (company_id, receiver, exception_id, turn, notice_id, over_at)
      select ${companyId}, receiver, "exceptionId", turn, "noticeId", case when "isOver" then ${now}::timestamptz end
      from json_to_recordset(${jsonParameter(items)}::json) ${set} on conflict do nothing`);
  if (over.length > 0)
    await tx.execute(sql`
      update notice_item i set over_at = ${now} from json_to_recordset(${jsonParameter(over)}::json) ${set}
      where i.company_id = ${companyId} and i.receiver = g.receiver collate "C" and i.exception_id = g."exceptionId" and i.turn = g.turn collate "C"`);
}
