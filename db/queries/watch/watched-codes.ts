import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface WatchedCode {
  readonly subjectId: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly carrier: string | null;
  readonly codeList: string;
  readonly code: string;
  /** Null: it is mapped now. */
  readonly firstSeenAt: string | null;
}

/**
 * Codes nobody mapped of which no rule has told, and those a rule holds to be unmapped that are not. Both sides are short: a queue a person works
 * through, and an index of what is held.
 */
export async function missedCodes(db: Executor, companyId: number, limit: number): Promise<WatchedCode[]> {
  const key = sql`u.connection_id || ' ' || u.code_list || ' ' || u.code`;
  const { rows } = await db.execute<WatchedCode & Record<string, unknown>>(sql`
    (select ${key} as "subjectId", u.connection_id as "connectionId", c.name as "connectionName", c.carrier_scac as carrier,
        u.code_list as "codeList", u.code, u.first_seen_at::text as "firstSeenAt"
      from unmapped_code u join connection c on c.company_id = u.company_id and c.id = u.connection_id
      where u.company_id = ${companyId} and not exists (select from exception e where e.company_id = ${companyId} and e.subject_kind = 'code'
        and e.subject_id = ${key} and e.cause_holds = 1) limit ${limit})
    union all
    (select e.subject_id, e.connection_id, e.subject_label, e.carrier, '', '', null
      from exception e where e.company_id = ${companyId} and e.subject_kind = 'code' and e.cause_holds = 1
        and not exists (select from unmapped_code u where u.company_id = ${companyId} and u.connection_id = e.connection_id
          and ${key} = e.subject_id) limit ${limit})`);
  return rows;
}
