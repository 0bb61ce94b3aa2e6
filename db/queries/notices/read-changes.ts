import { sql } from "drizzle-orm";
import type { ToldException } from "@/lib/domain/notice/notice";
import type { Executor, Transaction } from "../../client";

export type NoticeSource = "exceptions" | "history" | "events" | "flows" | "freight";

/** A place in what happened; the instant as Postgres writes it. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

export interface Cursor extends Place {
  readonly sweptAt: Date;
}

export const FIRST_ID = "00000000-0000-0000-0000-000000000000";

export async function selectCompanyIds(db: Executor): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(sql`select id from company order by id`);
  return rows.map(({ id }) => id);
}

/** The cursor, locked; null while another worker has it. One that is new starts now: what was before is not told. */
export async function lockCursor(
  tx: Transaction,
  companyId: number,
  source: NoticeSource,
  now: Date,
): Promise<Cursor | null> {
  await tx.execute(sql`
    insert into notice_cursor (company_id, source, at, id, swept_at) values (${companyId}, ${source}, ${now}, ${FIRST_ID}::uuid, ${now})
    on conflict do nothing`);
  const { rows } = await tx.execute<{ at: string; id: string; sweptAt: string }>(sql`
    select at::text, id, swept_at as "sweptAt" from notice_cursor where company_id = ${companyId} and source = ${source} for update skip locked`);
  const [row] = rows;
  return row ? { ...row, sweptAt: new Date(row.sweptAt) } : null;
}

export async function moveCursor(
  tx: Transaction,
  companyId: number,
  source: NoticeSource,
  { at, id, sweptAt }: Cursor,
): Promise<void> {
  await tx.execute(sql`
    update notice_cursor set at = ${at}::timestamptz, id = ${id}::uuid, swept_at = ${sweptAt} where company_id = ${companyId} and source = ${source}`);
}

const EXCEPTION = sql`e.id, e.kind, e.state, e.severity, e.subject_label as label, e.summary, e.customer, e.carrier, e.connection_id as "connectionId",
  c.name as "connectionName", e.group_id as "groupId", g.title as "groupTitle", e.assignee_id as "assigneeId", e.reopened_count as round,
  e.changed_at::text as at`;
const JOINS = sql`left join connection c on c.company_id = e.company_id and c.id = e.connection_id
  left join exception_group g on g.company_id = e.company_id and g.id = e.group_id`;

type ExceptionRow = Omit<ToldException, "changedAt"> & { at: string };

/** Exceptions that changed after a place, oldest change first, up to an instant where one is given. */
export async function selectChanged(
  db: Executor,
  companyId: number,
  after: Place,
  { until, limit }: { readonly until?: string; readonly limit: number },
): Promise<(ToldException & Place)[]> {
  const { rows } = await db.execute<ExceptionRow & Record<string, unknown>>(sql`
    select ${EXCEPTION} from (
      select * from exception where company_id = ${companyId} and (changed_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
        and (${until ?? null}::timestamptz is null or changed_at <= ${until ?? null}::timestamptz)
      order by changed_at, id limit ${limit}) e ${JOINS} order by e.changed_at, e.id`);
  return rows.map(toTold);
}

export interface NewsRow {
  readonly historyId: string;
  readonly action: "assign" | "comment" | "woke";
  readonly actor: string;
  readonly actorId: string | null;
  readonly note: string | null;
  readonly mentions: readonly string[] | null;
  /** Whom it was given to; after a snooze whoever has it, or put it away. */
  readonly assigneeId: string | null;
  readonly historyAt: string;
}

/** Lines of history by which a person names another, or by which a snooze ends, after a place. Others are passed over; `last` is how far was looked. */
export async function selectNews(
  db: Executor,
  companyId: number,
  after: Place,
  { until, limit }: { readonly until?: string; readonly limit: number },
): Promise<{
  readonly news: (NewsRow & { exception: ToldException })[];
  readonly last: Place | null;
  readonly looked: number;
}> {
  const { rows } = await db.execute<
    ExceptionRow & Omit<NewsRow, "assigneeId"> & { given: string | null } & Record<string, unknown>
  >(sql`
    select h.id as "historyId", h.action, h.actor, h.actor_id as "actorId", h.note, h.mentions,
      case h.action when 'assign' then h.after ->> 'assigneeId' when 'woke' then coalesce(e.assignee_id, (select s.actor_id from exception_history s
        where s.company_id = h.company_id and s.exception_id = h.exception_id and s.action = 'snooze' and s.at <= h.at
        order by s.at desc, s.id desc limit 1))::text end as given,
      h.at::text as "historyAt", ${EXCEPTION} from (
      select * from exception_history where company_id = ${companyId} and (at, id) > (${after.at}::timestamptz, ${after.id}::uuid)
        and (${until ?? null}::timestamptz is null or at <= ${until ?? null}::timestamptz)
      order by at, id limit ${limit}) h
    join exception e on e.company_id = h.company_id and e.id = h.exception_id ${JOINS} order by h.at, h.id`);
  const last = rows.at(-1);
  return {
    looked: rows.length,
    last: last ? { at: last.historyAt, id: last.historyId } : null,
    news: rows
      .filter(({ mentions, given }) => given || (mentions && mentions.length > 0))
      .map(({ historyId, action, actor, actorId, note, mentions, given, historyAt, ...row }) => ({
        ...{ historyId, action, actor, actorId, note, mentions, historyAt },
        assigneeId: given,
        exception: toTold(row as ExceptionRow),
      })),
  };
}

function toTold(row: ExceptionRow): ToldException & Place {
  return { ...row, changedAt: new Date(row.at).getTime() };
}
