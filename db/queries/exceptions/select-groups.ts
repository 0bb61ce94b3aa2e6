import { sql } from "drizzle-orm";
import type { ExceptionKind } from "@/lib/domain/exception/exception";
import type { Executor } from "../../client";

export interface GroupRow {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly title: string;
  readonly signature: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly openCount: number;
  readonly totalCount: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly retryAt: string | null;
}

/** Groups with something open, the largest first; or one, open or not. A group is a cause on a connection: there are few. */
export async function selectGroups(
  db: Executor,
  { companyId, id, limit }: { companyId: number; id?: string; limit: number },
): Promise<GroupRow[]> {
  const { rows } = await db.execute<GroupRow & Record<string, unknown>>(sql`
    select g.id, g.kind, g.title, g.signature, g.connection_id as "connectionId", c.name as "connectionName", g.open_count as "openCount",
      g.total_count as "totalCount", g.first_seen_at::text as "firstSeenAt", g.last_seen_at::text as "lastSeenAt",
      case when b.state <> 'closed' then b.retry_at::text end as "retryAt"
    from exception_group g join connection c on c.company_id = g.company_id and c.id = g.connection_id
    left join connection_breaker b on b.company_id = g.company_id and b.connection_id = g.connection_id
    where g.company_id = ${companyId} and ${id === undefined ? sql`g.open_count > 0` : sql`g.id = ${id}`}
    order by g.open_count desc, g.last_seen_at desc, g.id limit ${limit}`);
  return rows;
}
