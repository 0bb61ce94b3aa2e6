import { type SQL, sql } from "drizzle-orm";
import type { TraceScope } from "./trace-scope";

/** What came in and what people decided about it: rows of (at, key, kind, data). */
export function incomingArms({ companyId }: TraceScope): SQL[] {
  return [
    sql`select s.received_at, '10.' || s.message_id, 'message', jsonb_build_object('id', s.message_id, 'connection', c.name, 'dialect', c.dialect,
        'documents', s.documents, 'fileName', s.file_name, 'sizeBytes', s.size_bytes, 'state', s.state, 'reason', s.reason, 'attempts', s.attempts,
        'eventCount', s.event_count)
      from message_state s join connection c on c.company_id = s.company_id and c.id = s.connection_id
      where s.company_id = ${companyId} and s.message_id = any(array(select id from told))`,
    // Stored and not read yet: nothing else says anything of it.
    sql`select m.received_at, '10.' || m.id, 'message', jsonb_build_object('id', m.id, 'connection', c.name, 'dialect', c.dialect, 'documents', '',
        'fileName', m.file_name, 'sizeBytes', m.size_bytes, 'state', null, 'reason', null, 'attempts', 0, 'eventCount', 0)
      from inbox_message m join connection c on c.company_id = m.company_id and c.id = m.connection_id
      where m.company_id = ${companyId} and m.id = any(array(select t.id from told t where not exists (
        select from message_state s where s.company_id = ${companyId} and s.message_id = t.id)))`,
    sql`select e.recorded_at, '20.' || e.id, 'event', jsonb_build_object('id', e.id, 'shipmentId', e.shipment_id, 'number', sh.number,
        'milestone', e.milestone, 'classifier', e.classifier, 'rawCode', e.raw_code, 'codeList', e.code_list, 'occurredAt', e.occurred_at,
        'receivedAt', e.received_at, 'messageId', e.message_id, 'at', e.at, 'matchReason', e.match_reason, 'mapping', e.mapping_version,
        'connection', c.name, 'voids', e.voids_identity is not null,
        'attempts', (select s.attempts from message_state s where s.company_id = e.company_id and s.message_id = e.message_id))
      from said e join shipment sh on sh.company_id = e.company_id and sh.id = e.shipment_id
      join connection c on c.company_id = e.company_id and c.id = e.connection_id`,
    sql`select a.at, '15.' || lpad(a.seq::text, 15, '0'), 'decision', jsonb_build_object('seq', a.seq, 'action', a.action, 'actor', a.actor_name,
        'subjectKind', a.subject_kind, 'reason', a.reason)
      from audit_log a where a.company_id = ${companyId} and a.action <> 'command.request' and (
        (a.subject_kind = 'message' and a.subject_id = any(array(select id::text from told)))
        or (a.subject_kind = 'command' and a.subject_id = any(array(select id::text from asked)))
        or (a.subject_kind = 'shipment' and a.subject_id = any(array(select distinct sh.number::text from said e
          join shipment sh on sh.company_id = e.company_id and sh.id = e.shipment_id))))`,
  ];
}
