import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import type { ExceptionRow } from "../watch/exceptions";

export type OpenRow = Pick<
  ExceptionRow,
  "id" | "kind" | "subjectLabel" | "customer" | "severity" | "moneyMinor"
> & { readonly dueAt: Date | null };

/** What everything active is weighed by, the gravest and oldest first, up to `limit`; nothing is locked. */
export async function selectActive(db: Executor, companyId: number, limit: number): Promise<OpenRow[]> {
  const { rows } = await db.execute<
    Omit<OpenRow, "moneyMinor" | "dueAt"> & { moneyMinor: string | null; dueAt: string | null }
  >(sql`
    select id, kind, subject_label as "subjectLabel", customer, severity, money_minor as "moneyMinor", due_at::text as "dueAt" from exception
    where company_id = ${companyId} and state in ('open', 'acknowledged', 'snoozed') order by severity_rank, since_at, id limit ${limit}`);
  return rows.map(({ moneyMinor, dueAt, ...row }) => ({
    ...row,
    moneyMinor: moneyMinor === null ? null : Number(moneyMinor),
    dueAt: dueAt === null ? null : new Date(dueAt),
  }));
}
