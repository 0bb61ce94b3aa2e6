import { sql } from "drizzle-orm";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import type { Executor } from "../../client";

export interface HistoryListRow {
  readonly id: string;
  readonly exceptionId: string;
  readonly action: string;
  readonly actor: string;
  readonly actorId: string | null;
  readonly note: string | null;
  readonly mentions: readonly string[] | null;
  readonly after: Record<string, unknown> | null;
  readonly at: string;
}

const COLUMNS = sql`h.id, h.exception_id as "exceptionId", h.action, h.actor, h.actor_id as "actorId", h.note, h.mentions, h."after", h.at::text as at`;

/** The newest lines of one exception, newest first. */
export async function selectHistory(
  db: Executor,
  { companyId, exceptionId, limit }: { companyId: number; exceptionId: string; limit: number },
): Promise<HistoryListRow[]> {
  const { rows } = await db.execute<HistoryListRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from exception_history h where h.company_id = ${companyId} and h.exception_id = ${exceptionId}
    order by h.at desc, h.id desc limit ${limit}`);
  return rows;
}

/** Everything that happened since a moment, newest first. */
export async function selectHistorySince(
  db: Executor,
  { companyId, since, limit }: { companyId: number; since: Date; limit: number },
): Promise<HistoryListRow[]> {
  const { rows } = await db.execute<HistoryListRow & Record<string, unknown>>(sql`
    select ${COLUMNS} from exception_history h where h.company_id = ${companyId} and h.at >= ${since.toISOString()}::timestamptz
    order by h.at desc, h.id desc limit ${limit}`);
  return rows;
}

export interface ClosedRow {
  /** Null: it closed itself. */
  readonly closedBy: string | null;
  readonly note: string | null;
  readonly minutes: number;
}

/** The last ones of a kind that were closed, for a carrier or a customer where given; looks through the newest `scanLimit` closed. */
export async function selectLastClosed(
  db: Executor,
  given: {
    companyId: number;
    kind: ExceptionKind;
    carrier: string | null;
    customer: string | null;
    limit: number;
    scanLimit: number;
  },
): Promise<ClosedRow[]> {
  const { companyId, kind, carrier, customer, limit, scanLimit } = given;
  const like = [sql`e.kind = ${kind}`];
  if (carrier !== null) like.push(sql`e.carrier = ${carrier}`);
  if (customer !== null) like.push(sql`e.customer = ${customer}`);
  const { rows } = await db.execute<ClosedRow & Record<string, unknown>>(sql`
    select case when last.action = 'resolve' then last.actor end as "closedBy", last.note,
      greatest(0, extract(epoch from closed.resolved_at - greatest(closed.since_at, closed.opened_at)) / 60)::float8 as minutes
    from (select e.* from (select * from exception where company_id = ${companyId} and state = 'resolved' order by resolved_at desc, id desc
        limit ${scanLimit}) e where ${sql.join(like, sql` and `)} order by e.resolved_at desc, e.id desc limit ${limit}) closed
    cross join lateral (select h.action, h.actor, h.note from exception_history h where h.company_id = ${companyId} and h.exception_id = closed.id
      and h.action in ('resolve', 'resolved_itself') order by h.at desc, h.id desc limit 1) last`);
  return rows;
}
