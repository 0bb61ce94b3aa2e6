import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

export interface DocumentSource {
  readonly connectionId: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly serverVersion: string | null;
  /** Since when Odoo has not answered; null while it does. */
  readonly unreachableSince: string | null;
}

/** The Odoos behind these connections, for showing their documents. */
export async function selectDocumentSources(
  db: Executor,
  companyId: number,
  connectionIds: readonly string[],
): Promise<DocumentSource[]> {
  if (connectionIds.length === 0) return [];
  const { rows } = await db.execute<DocumentSource & Record<string, unknown>>(sql`
    select c.id as "connectionId", c.name, o.base_url as "baseUrl", o.server_version as "serverVersion",
      case when b.state <> 'closed' then b.opened_at end as "unreachableSince"
    from connection c join odoo_connection o on o.company_id = c.company_id and o.connection_id = c.id
    left join connection_breaker b on b.company_id = c.company_id and b.connection_id = c.id
    where c.company_id = ${companyId} and c.id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(connectionIds)}::json)))`);
  return rows;
}
