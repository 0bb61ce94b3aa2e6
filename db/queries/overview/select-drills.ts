import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { TOUCH } from "../shipments/counted-shipments";
import type { SumScope } from "./select-sums";

const iso = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

export interface ExceptionLine {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly summary: string;
  readonly state: string;
  /** ISO 8601 with microseconds. */
  readonly at: string;
}

interface Place {
  readonly at: string;
  readonly id: string;
}

/** Exceptions opened, or closed and still closed, on these days, newest first, and how many there are up to a limit. */
export async function selectExceptionsOf(
  db: Executor,
  { companyId, from, to, customer, carrier }: SumScope,
  zone: string,
  page: {
    readonly by: "opened_at" | "resolved_at";
    readonly after: Place | null;
    readonly limit: number;
    readonly countLimit: number;
  },
): Promise<{ rows: ExceptionLine[]; count: number }> {
  const at = sql.raw(page.by);
  const chosen = sql`company_id = ${companyId}
    and ${at} >= ${from}::date::timestamp at time zone ${zone} and ${at} < (${to}::date + 1)::timestamp at time zone ${zone}
    ${customer ? sql`and customer = ${customer}` : sql``} ${carrier ? sql`and carrier = ${carrier}` : sql``}`;
  const after = page.after
    ? sql`and (${at}, id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``;
  const [{ rows }, counted] = await Promise.all([
    db.execute<ExceptionLine & Record<string, unknown>>(sql`
      select id, kind, subject_label as label, summary, state, ${iso(page.by)} as at from exception
      where ${chosen} ${after} order by ${at} desc, id desc limit ${page.limit}`),
    db.execute<{ n: number }>(sql`
      select count(*)::int as n from (select 1 from exception where ${chosen} limit ${page.countLimit}) as found`),
  ]);
  return { rows, count: counted.rows[0]?.n ?? 0 };
}

export interface TouchLine {
  readonly seq: number;
  readonly action: string;
  readonly actorName: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly at: string;
}

/** What people decided or did on these days, newest first. */
export async function selectTouches(
  db: Executor,
  { companyId, from, to }: SumScope,
  zone: string,
  page: { readonly after: { readonly at: string; readonly seq: number } | null; readonly limit: number },
): Promise<TouchLine[]> {
  const { rows } = await db.execute<TouchLine & Record<string, unknown>>(sql`
    select a.seq::float8 as seq, a.action, a.actor_name as "actorName", a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.reason,
      ${iso("a.at")} as at
    from audit_log a where a.company_id = ${companyId} and ${TOUCH}
      and a.at >= ${from}::date::timestamp at time zone ${zone} and a.at < (${to}::date + 1)::timestamp at time zone ${zone}
      ${page.after ? sql`and (a.at, a.seq) < (${page.after.at}::timestamptz, ${page.after.seq}::bigint)` : sql``}
    order by a.at desc, a.seq desc limit ${page.limit}`);
  return rows;
}
