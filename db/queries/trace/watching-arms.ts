import { type SQL, sql } from "drizzle-orm";
import { idsIn, type TraceScope } from "./trace-scope";

/** What Milepost made of it and told people: rows of (at, key, kind, data). */
export function watchingArms({ companyId, shipmentIds, noticeIds, onlyNamed }: TraceScope): SQL[] {
  const notices = sql`from notice n where n.company_id = ${companyId} and n.channel <> 'in_app' and n.id = any(array(
    select id from notice where company_id = ${companyId} and shipment_id is not null and shipment_id = any(array${idsIn(onlyNamed ? [] : shipmentIds)})
    union select i.notice_id from notice_item i where i.company_id = ${companyId} and i.exception_id = any(array(select id from found))
    union ${idsIn(noticeIds)}))`;
  const notice = sql`jsonb_build_object('id', n.id, 'kind', n.kind, 'channel', n.channel, 'title', n.title, 'state', n.state, 'attempts', n.attempts,
    'error', n.error, 'createdAt', n.created_at)`;
  return [
    sql`select v.judged_at, '30.' || v.id, 'verdict', jsonb_build_object('id', v.id, 'kind', v.kind, 'state', v.state, 'before', v.before,
        'cause', v.cause, 'explanation', v.explanation, 'eventId', v.event_id, 'number', sh.number)
      from clock_verdict v join shipment sh on sh.company_id = v.company_id and sh.id = v.shipment_id
      where v.company_id = ${companyId} and v.shipment_id = any(array${idsIn(shipmentIds)})
        ${onlyNamed ? sql`and v.event_id = any(array(select id from said))` : sql``}`,
    sql`select h.at, '40.' || h.id, 'exception', jsonb_build_object('id', h.id, 'exceptionId', x.id, 'action', h.action, 'actor', h.actor,
        'note', h.note, 'kind', x.kind, 'label', x.subject_label, 'summary', x.summary)
      from exception_history h join exception x on x.company_id = h.company_id and x.id = h.exception_id
      where h.company_id = ${companyId} and h.exception_id = any(array(select id from found))`,
    sql`select n.created_at, '90.' || n.id, 'notice', ${notice} ${notices}`,
    sql`select n.sent_at, '92.' || n.id, 'notice_sent', ${notice} ${notices} and n.sent_at is not null`,
  ];
}
