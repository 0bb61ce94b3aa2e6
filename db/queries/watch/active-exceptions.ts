import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "../../client";
import { jsonParameter } from "../../json";
import { type ExceptionRow, STANDING, type StandingRow, toStanding } from "./exceptions";

/** Everything that is open, acknowledged or snoozed, up to `limit`: three ranges of the list's index. */
export async function selectActiveIds(db: Executor, companyId: number, limit: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from exception where company_id = ${companyId} and state in ('open', 'acknowledged', 'snoozed') limit ${limit}`);
  return rows.map(({ id }) => id);
}

export type WeighedRow = StandingRow & Pick<ExceptionRow, "customer">;

/** Those of these that are still active, locked, with what their severity is judged by. */
export async function lockActive(
  tx: Transaction,
  companyId: number,
  ids: readonly string[],
): Promise<WeighedRow[]> {
  const { rows } = await tx.execute<WeighedRow & Record<string, unknown>>(sql`
    select ${STANDING}, customer from exception where company_id = ${companyId} and state in ('open', 'acknowledged', 'snoozed')
      and id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json))) order by id for update`);
  return rows.map((row) => ({ ...toStanding(row), customer: row.customer }));
}
