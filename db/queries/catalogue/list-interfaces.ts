import { sql } from "drizzle-orm";
import type { SourceKind } from "@/lib/domain/catalogue/catalogue";
import type { Executor } from "../../client";

export interface InterfaceRow {
  readonly slug: string;
  readonly name: string;
  readonly dialect: string;
  readonly partnerKind: SourceKind;
  readonly enabled: boolean;
  readonly version: number;
  readonly mappingVersion: number;
  readonly changedBy: string | null;
  /** ISO 8601. */
  readonly changedAt: string | null;
}

/** Connections in order of name, each with who changed it last: one step down the audit log's index of subjects for each. */
export async function listInterfaces(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<InterfaceRow[]> {
  const { rows } = await db.execute<InterfaceRow & Record<string, unknown>>(sql`
    select c.slug, c.name, c.dialect, c.partner_kind as "partnerKind", c.enabled, c.version, c.mapping_version as "mappingVersion",
      a.actor_name as "changedBy", 
      to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt"
    from connection c left join lateral (
      select actor_name, at from audit_log
      where company_id = c.company_id and subject_kind = 'connection' and subject_id = c.id::text order by seq desc limit 1) a on true
    where c.company_id = ${companyId} order by c.name, c.id limit ${limit}`);
  return rows;
}
