import { sql } from "drizzle-orm";
import type { CommandKind, CommandResult } from "@/lib/domain/command/command";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";

/** Error classes of a confirmed command: its document is not as it was left, or could not be read again. */
export const DIFFERS = "conflict";
const UNREAD = "unread";

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
  readonly now: Date;
  /** Of each connection. */
  readonly limit: number;
}

/**
 * Commands confirmed lately whose document was not read again for a while: of each connection those longest unread first, so that one with many
 * holds up no other. None of a connection whose breaker lets nothing through.
 */
export async function selectForRecheck(db: Executor, window: Window): Promise<SettledCommand[]> {
  const { rows } = await db.execute<SettledCommand & Record<string, unknown>>(sql`
    with place as (
      select k.company_id, k.id, row_number() over (partition by k.company_id, k.connection_id order by k.checked_at) as place
      from command k
      join connection c on c.company_id = k.company_id and c.id = k.connection_id and c.enabled
      where k.state = 'confirmed' and k.settled_at > ${window.settledAfter} and k.checked_at < ${window.checkedBefore}
        and k.result is not null and not exists (
          select 1 from connection_breaker b where b.company_id = c.company_id and b.connection_id = c.id
            and b.state <> 'closed' and b.retry_at > ${window.now}))
    select k.company_id as "companyId", k.id, k.connection_id as "connectionId", k.kind, k.result, k.error_class as "errorClass",
      (k.payload ->> 'companyId')::int as "odooCompanyId"
    from place join command k on k.company_id = place.company_id and k.id = place.id
    where place.place <= ${window.limit}`);
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

/** Their documents could not be read: the others get their turn, and why is noted where no difference stands. */
export async function noteUnread(
  tx: Transaction,
  commands: readonly Pick<SettledCommand, "companyId" | "id">[],
  checkedAt: Date,
  error: string,
): Promise<void> {
  const rows = commands.map(({ companyId, id }) => ({ company_id: companyId, id }));
  await tx.execute(sql`
    update command k set checked_at = ${checkedAt},
      error_class = case when k.error_class = ${DIFFERS} then k.error_class else ${UNREAD} end,
      error = case when k.error_class = ${DIFFERS} then k.error else ${error} end,
      version = k.version + case when k.error_class = ${DIFFERS} or k.error = ${error} then 0 else 1 end
    from json_to_recordset(${jsonParameter(rows)}::json) as unread (company_id integer, id uuid)
    where k.company_id = unread.company_id and k.id = unread.id and k.state = 'confirmed'`);
}
