import { sql } from "drizzle-orm";
import type { CommandKind, CommandResult } from "@/lib/domain/command/command";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";

export interface SettledCommand {
  readonly companyId: number;
  readonly id: string;
  readonly connectionId: string;
  readonly kind: CommandKind;
  readonly result: CommandResult;
  /** Odoo's company. */
  readonly odooCompanyId: number;
  readonly errorClass: string | null;
}

interface Window {
  readonly settledAfter: Date;
  readonly checkedBefore: Date;
  readonly limit: number;
}

/** Commands confirmed lately whose document was not read again for a while, those longest unread first. */
export async function selectForRecheck(db: Executor, window: Window): Promise<SettledCommand[]> {
  const { rows } = await db.execute<SettledCommand & Record<string, unknown>>(sql`
    select k.company_id as "companyId", k.id, k.connection_id as "connectionId", k.kind, k.result, k.error_class as "errorClass",
      (k.payload ->> 'companyId')::int as "odooCompanyId"
    from command k
    join connection c on c.company_id = k.company_id and c.id = k.connection_id and c.enabled
    where k.state = 'confirmed' and k.settled_at > ${window.settledAfter} and k.checked_at < ${window.checkedBefore} and k.result is not null
    order by k.checked_at limit ${window.limit}`);
  return rows;
}

export interface Recheck {
  readonly companyId: number;
  readonly id: string;
  readonly result: CommandResult;
  readonly errorClass: string | null;
  readonly error: string | null;
}

/** What the documents look like now. The commands stay confirmed: their effect was there. */
export async function noteRechecks(
  tx: Transaction,
  rechecks: readonly Recheck[],
  checkedAt: Date,
): Promise<void> {
  const rows = rechecks.map(({ companyId, id, result, errorClass, error }) => ({
    company_id: companyId,
    id,
    result,
    error_class: errorClass,
    error,
  }));
  await tx.execute(sql`
    update command k set checked_at = ${checkedAt}, result = seen.result, error_class = seen.error_class, error = seen.error,
      version = k.version + case when k.result is distinct from seen.result or k.error is distinct from seen.error then 1 else 0 end
    from json_to_recordset(${jsonParameter(rows)}::json) as seen (company_id integer, id uuid, result jsonb, error_class text, error text)
    where k.company_id = seen.company_id and k.id = seen.id and k.state = 'confirmed'`);
}
