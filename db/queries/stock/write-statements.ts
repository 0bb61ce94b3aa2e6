import { sql } from "drizzle-orm";
import type { Statement } from "@/lib/domain/stock/statement";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

/**
 * Keeps these words where they are newer than what is known, and has them compared at once. The same word again changes nothing.
 * Rows come in key order, so that two writers wait for each other instead of locking one another out.
 */
export async function upsertStatements(
  db: Executor,
  companyId: number,
  statements: readonly Statement[],
  now: Date,
): Promise<void> {
  if (statements.length === 0) return;
  const rows = statements.map((row) => ({
    connection_id: row.connectionId,
    product: row.product,
    location: row.location,
    quantity: row.quantity,
    unit: row.unit,
    stated_at: new Date(row.statedAt).toISOString(),
    message_id: row.messageId,
  }));
  await db.execute(sql`
    insert into stock_statement as known (company_id, connection_id, product, location, quantity, unit, stated_at, message_id, due_at)
    select ${companyId}, connection_id, product, location, quantity, unit, stated_at, message_id, ${now.toISOString()}::timestamptz
    from json_to_recordset(${jsonParameter(rows)}::json) as given(connection_id uuid, product text, location text, quantity numeric,
      unit text, stated_at timestamptz, message_id uuid)
    on conflict (company_id, connection_id, product, location) do update set quantity = excluded.quantity, unit = excluded.unit,
      stated_at = excluded.stated_at, message_id = excluded.message_id, unlisted = false, due_at = excluded.due_at
    where (excluded.stated_at, excluded.message_id) >= (known.stated_at, known.message_id)
      and (known.quantity, known.unit, known.stated_at, known.message_id, known.unlisted)
        is distinct from (excluded.quantity, excluded.unit, excluded.stated_at, excluded.message_id, false)`);
}

/** One list as the last word of its connection. */
export interface ListWord {
  readonly connectionId: string;
  readonly messageId: string;
  readonly statedAt: Date;
  /** Set for a complete list: the locations it names. */
  readonly locations: readonly string[] | null;
}

/** Remembers the newest list of a connection, and its newest complete one. Lists may come in any order and again. */
export async function upsertSource(db: Executor, companyId: number, word: ListWord): Promise<void> {
  const at = word.statedAt.toISOString();
  const complete = word.locations !== null;
  const newest = sql`(excluded.stated_at, excluded.message_id) > (known.stated_at, known.message_id)`;
  const newestComplete = sql`excluded.complete_stated_at is not null and (known.complete_stated_at is null
    or (excluded.complete_stated_at, excluded.complete_message_id) >= (known.complete_stated_at, known.complete_message_id))`;
  await db.execute(sql`
    insert into stock_source as known (company_id, connection_id, stated_at, message_id, complete_stated_at, complete_message_id, locations, unlisted_due)
    values (${companyId}, ${word.connectionId}, ${at}::timestamptz, ${word.messageId}, ${complete ? at : null}::timestamptz,
      ${complete ? word.messageId : null}::uuid, ${complete ? jsonParameter(word.locations) : null}::jsonb, ${complete})
    on conflict (company_id, connection_id) do update set
      stated_at = case when ${newest} then excluded.stated_at else known.stated_at end,
      message_id = case when ${newest} then excluded.message_id else known.message_id end,
      complete_stated_at = case when ${newestComplete} then excluded.complete_stated_at else known.complete_stated_at end,
      complete_message_id = case when ${newestComplete} then excluded.complete_message_id else known.complete_message_id end,
      locations = case when ${newestComplete} then excluded.locations else known.locations end,
      unlisted_due = known.unlisted_due or (${newestComplete})`);
}

/** What an older word named and this complete list does not is at zero as of the list. Run after the list's own lines were kept. */
export async function zeroUnlisted(
  db: Executor,
  companyId: number,
  word: ListWord,
  now: Date,
): Promise<void> {
  const at = word.statedAt.toISOString();
  await db.execute(sql`
    update stock_statement set quantity = 0, unlisted = true, stated_at = ${at}::timestamptz, message_id = ${word.messageId},
      due_at = ${now.toISOString()}::timestamptz
    where company_id = ${companyId} and connection_id = ${word.connectionId}
      and (stated_at, message_id) < (${at}::timestamptz, ${word.messageId}::uuid)`);
}

/**
 * Takes back what these messages stated and, read again, state no more. Open discrepancies of those products close, and what
 * else the warehouse says of them is compared anew. What was replaced then is not brought back: the next list says it again.
 */
export async function withdrawStatements(
  db: Executor,
  companyId: number,
  from: {
    readonly connectionIds: readonly string[];
    readonly messageIds: readonly string[];
    /** What they state now. */
    readonly kept: readonly Pick<Statement, "connectionId" | "product" | "location">[];
    /** Complete lists among them: what they leave out stays at zero. */
    readonly completeIds: readonly string[];
  },
  now: Date,
): Promise<void> {
  const kept = from.kept.map(({ connectionId, product, location }) => ({
    connection_id: connectionId,
    product,
    location,
  }));
  const uuids = (ids: readonly string[]) =>
    sql`any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json)))`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows: gone } = await db.execute<{ connection_id: string; product: string }>(sql`
    delete from stock_statement s where s.company_id = ${companyId} and s.connection_id = ${uuids(from.connectionIds)}
      and s.message_id = ${uuids(from.messageIds)} and not (s.unlisted and s.message_id = ${uuids(from.completeIds)})
      and not exists (select from json_to_recordset(${jsonParameter(kept)}::json) as k(connection_id uuid, product text, location text)
        where k.connection_id = s.connection_id and k.product = s.product and k.location = s.location)
    returning s.connection_id, s.product`);
  if (gone.length === 0) return;
  const products = sql`json_to_recordset(${jsonParameter(gone)}::json) as gone(connection_id uuid, product text)`;
  await db.execute(sql`
    update stock_discrepancy d set closed_at = ${at}, changed_at = ${at}, closed_because = 'withdrawn' from ${products}
    where d.company_id = ${companyId} and d.closed_at is null and d.connection_id = gone.connection_id and d.product = gone.product`);
  await db.execute(sql`
    update stock_statement s set due_at = ${at} from ${products}
    where s.company_id = ${companyId} and s.connection_id = gone.connection_id and s.product = gone.product`);
}
