import { eq, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { auditHead } from "../../schema/access";

/** The last link of the company's chain, unlocked; undefined while nothing was ever decided. */
export async function findAuditHead(db: Executor, companyId: number) {
  const rows = await db
    .select({ seq: auditHead.seq, hash: auditHead.hash })
    .from(auditHead)
    .where(eq(auditHead.companyId, companyId));
  return rows[0];
}

/** The first row that stands outside what the head says was written, below 1 or beyond its end. One statement: one moment. */
export async function findStrayRow(db: Executor, companyId: number): Promise<number | undefined> {
  const { rows } = await db.execute<{ seq: number }>(sql`
    select min(seq)::float8 as seq from (
      (select seq from audit_log where company_id = ${companyId} and seq < 1 order by seq limit 1) union all
      (select seq from audit_log where company_id = ${companyId}
        and seq > coalesce((select seq from audit_head where company_id = ${companyId}), 0) order by seq limit 1)) stray
    having min(seq) is not null`);
  return rows[0]?.seq;
}
