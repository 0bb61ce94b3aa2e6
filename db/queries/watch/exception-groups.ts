import { sql } from "drizzle-orm";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

export interface NewGroup {
  readonly id: string;
  readonly connectionId: string;
  readonly kind: ExceptionKind;
  readonly signature: string;
  readonly title: string;
}

/** One key a group: kinds hold no spaces and a connection is a UUID. */
export const groupKey = (group: Pick<NewGroup, "connectionId" | "kind" | "signature">): string =>
  `${group.connectionId} ${group.kind} ${group.signature}`;

/** The groups of these signatures, made where there was none. @returns ids by `groupKey`. */
export async function ensureGroups(
  db: Executor,
  companyId: number,
  groups: readonly NewGroup[],
  now: Date,
): Promise<Map<string, string>> {
  if (groups.length === 0) return new Map();
  const given = groups.map(({ id, connectionId, kind, signature, title }) => ({
    ...{ id, kind, signature, title },
    connection_id: connectionId,
  }));
  const asked = sql`json_to_recordset(${jsonParameter(given)}::json) as given(id uuid, connection_id uuid, kind text, signature text, title text)`;
  await db.execute(sql`
    insert into exception_group (company_id, id, connection_id, kind, signature, title, first_seen_at, last_seen_at)
    select ${companyId}, id, connection_id, kind, signature, title, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    from ${asked} order by connection_id, kind, signature
    on conflict (company_id, connection_id, kind, signature) do nothing`);
  const { rows } = await db.execute<
    Pick<NewGroup, "id" | "connectionId" | "kind" | "signature"> & Record<string, unknown>
  >(sql`
    select g.id, g.connection_id as "connectionId", g.kind, g.signature from exception_group g
    join ${asked} on g.connection_id = given.connection_id and g.kind = given.kind and g.signature = given.signature collate "C"
    where g.company_id = ${companyId}`);
  return new Map(rows.map((row) => [groupKey(row), row.id]));
}

export interface GroupDelta {
  readonly id: string;
  /** Change of what is open, acknowledged or snoozed. */
  readonly open: number;
  /** Opened for the first time. */
  readonly total: number;
  readonly seenAt: Date | null;
}

/** Brings counts and last sight of these groups up to date; locked in id order, so that two never wait for each other. */
export async function adjustGroups(
  db: Executor,
  companyId: number,
  deltas: readonly GroupDelta[],
): Promise<void> {
  if (deltas.length === 0) return;
  const given = deltas.map(({ id, open, total, seenAt }) => ({ id, open, total, seen_at: seenAt }));
  await db.execute(sql`
    with wanted as (
      select g.id, d.open, d.total, d.seen_at from exception_group g
      join json_to_recordset(${jsonParameter(given)}::json) as d(id uuid, open integer, total integer, seen_at timestamptz) on d.id = g.id
      where g.company_id = ${companyId} order by g.id for update of g)
    update exception_group g set open_count = g.open_count + wanted.open, total_count = g.total_count + wanted.total,
      last_seen_at = greatest(g.last_seen_at, wanted.seen_at)
    from wanted where g.company_id = ${companyId} and g.id = wanted.id`);
}
