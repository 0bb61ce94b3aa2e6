import { sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { WatchPosition } from "./watch-cursor";

export interface WatchedMessage extends WatchPosition {
  readonly companyId: number;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly carrier: string | null;
  readonly state: string;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly keyReference: string | null;
  readonly documents: string;
  readonly fileName: string | null;
  readonly receivedAt: string;
}

const COLUMNS = sql`m.company_id as "companyId", m.message_id as "subjectId", m.processed_at::text as "changedAt", m.connection_id as "connectionId",
  c.name as "connectionName", c.carrier_scac as carrier, m.state, m.reason_code as "reasonCode", m.reason, m.key_reference as "keyReference",
  m.documents, m.file_name as "fileName", m.received_at::text as "receivedAt"`;
const JOIN = sql`join connection c on c.company_id = m.company_id and c.id = m.connection_id`;

/** Messages that were read since, up to a moment, and wait or were read more than once; a range of an index that holds no others. */
export async function changedMessages(
  db: Executor,
  from: WatchPosition,
  upTo: Date,
  limit: number,
): Promise<WatchedMessage[]> {
  const { rows } = await db.execute<WatchedMessage & Record<string, unknown>>(sql`
    select ${COLUMNS} from (select * from message_state where (rank in (0, 3) or version > 1)
        and (processed_at, message_id) > (${from.changedAt}::timestamptz, ${from.subjectId}::uuid) and processed_at <= ${upTo.toISOString()}::timestamptz
      order by processed_at, message_id limit ${limit}) m ${JOIN} order by m.processed_at, m.message_id`);
  return rows;
}

/** Messages that wait and of which no rule has told yet, and those a rule holds to wait that do not. Looks at all: for the full pass. */
export async function missedMessages(
  db: Executor,
  companyId: number,
  unmatchedBefore: Date,
  limit: number,
): Promise<WatchedMessage[]> {
  const held = sql`exists (select from exception e where e.company_id = ${companyId} and e.subject_kind = 'message'
    and e.subject_id = m.message_id::text and e.cause_holds = 1)`;
  const found = await db.execute<{ id: string }>(sql`
    (select m.message_id as id from message_state m where m.company_id = ${companyId} and m.rank = 0 and not ${held} limit ${limit})
    union all
    (select m.message_id from message_state m where m.company_id = ${companyId} and m.rank = 3
      and m.received_at <= ${unmatchedBefore.toISOString()}::timestamptz and not ${held} limit ${limit})
    union all
    (select e.subject_id::uuid from exception e where e.company_id = ${companyId} and e.subject_kind = 'message' and e.cause_holds = 1
      and not exists (select from message_state m where m.company_id = e.company_id and m.message_id = e.subject_id::uuid and m.rank in (0, 3))
      limit ${limit})`);
  const ids = found.rows.slice(0, limit).map(({ id }) => id);
  if (ids.length === 0) return [];
  const { rows } = await db.execute<WatchedMessage & Record<string, unknown>>(sql`
    select ${COLUMNS} from message_state m ${JOIN} where m.company_id = ${companyId}
      and m.message_id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json)))`);
  return rows;
}
