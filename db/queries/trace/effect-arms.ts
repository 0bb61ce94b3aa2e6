import { type SQL, sql } from "drizzle-orm";
import { idsIn, type TraceScope } from "./trace-scope";

/** What was done about it, and what Odoo and partners have of that: rows of (at, key, kind, data). */
export function effectArms(scope: TraceScope): SQL[] {
  return [...flowArms(scope), ...commandArms(scope), ...outboundArms(scope)];
}

function flowArms({ companyId }: TraceScope): SQL[] {
  const run = sql`from flow_run r where r.company_id = ${companyId} and r.id = any(array(select id from ran))`;
  const joined = sql`join flow_run r on r.company_id = x.company_id and r.id = x.run_id
    where x.company_id = ${companyId} and x.run_id = any(array(select id from ran))`;
  return [
    sql`select r.started_at, '50.' || r.id, 'run', jsonb_build_object('id', r.id, 'flow', r.flow, 'label', r.subject_label, 'state', r.state,
        'step', r.step, 'reason', r.reason, 'startedBy', r.started_by) ${run}`,
    sql`select x.at, '52.' || x.id, 'run_decision', jsonb_build_object('id', x.id, 'runId', x.run_id, 'flow', r.flow, 'kind', x.kind, 'step', x.step,
        'actor', x.actor, 'reason', x.reason) from flow_decision x ${joined}`,
    sql`select x.started_at, '54.' || x.run_id || '.' || lpad(x.number::text, 6, '0'), 'run_attempt', jsonb_build_object('runId', x.run_id,
        'flow', r.flow, 'number', x.number, 'step', x.step, 'outcome', x.outcome, 'note', x.note, 'commandId', x.command_id)
      from flow_attempt x ${joined}`,
  ];
}

function commandArms({ companyId }: TraceScope): SQL[] {
  // What the shipment's events were told by, what was written to, and what came of it.
  const documents = sql`
    select e.connection_id, m.at[1] as model, m.at[2]::bigint as odoo_id
    from said e cross join lateral regexp_match(e.at, '^[$][.]records[[]"([a-z0-9_.]+),([0-9]{1,15})"[]]') as m (at)
    where e.code_list like 'odoo-%' and m.at is not null
    union
    select k.connection_id, split_part(k.document_key, ',', 1), split_part(k.document_key, ',', 2)::bigint from command k
    where k.company_id = ${companyId} and k.id = any(array(select id from asked)) and k.document_key ~ '^[a-z0-9_.]+,[0-9]{1,15}$'
    union
    select k.connection_id, k.result ->> 'model', (k.result ->> 'id')::bigint from command k
    where k.company_id = ${companyId} and k.id = any(array(select id from asked)) and k.result ->> 'id' ~ '^[0-9]{1,15}$'`;
  return [
    sql`select k.requested_at, '60.' || k.id, 'command', jsonb_build_object('id', k.id, 'kind', k.kind, 'state', k.state, 'tries', k.tries,
        'requestedBy', k.requested_by, 'document', k.document_key, 'result', k.result ->> 'name', 'error', k.error, 'connection', c.name,
        'waitsUntil', k.next_try_at)
      from command k join connection c on c.company_id = k.company_id and c.id = k.connection_id
      where k.company_id = ${companyId} and k.id = any(array(select id from asked))`,
    sql`select a.started_at, '70.' || a.command_id || '.' || lpad(a.number::text, 6, '0'), 'attempt', jsonb_build_object('commandId', a.command_id,
        'kind', a.kind, 'commandKind', k.kind, 'number', a.number, 'outcome', a.outcome, 'error', a.error, 'endedAt', a.ended_at,
        'requestedAt', k.requested_at, 'before', (select b.ended_at from command_attempt b where b.company_id = a.company_id
          and b.command_id = a.command_id and b.number < a.number order by b.number desc limit 1), 'errorBefore', (select b.error from command_attempt b
          where b.company_id = a.company_id and b.command_id = a.command_id and b.number < a.number order by b.number desc limit 1),
        'connection', c.name)
      from command_attempt a join command k on k.company_id = a.company_id and k.id = a.command_id
      join connection c on c.company_id = k.company_id and c.id = k.connection_id
      where a.company_id = ${companyId} and a.command_id = any(array(select id from asked))`,
    sql`select r.changed_at, '80.' || r.connection_id || '/' || r.model || '/' || r.odoo_id, 'document', jsonb_build_object('connectionId', r.connection_id,
        'model', r.model, 'odooId', r.odoo_id, 'name', r.name, 'state', r.values ->> 'state', 'deleted', r.deleted_at is not null,
        'writeDate', r.write_date, 'readAt', r.read_at, 'connection', c.name, 'baseUrl', o.base_url, 'serverVersion', o.server_version)
      from (${documents}) d join odoo_record r on r.company_id = ${companyId} and r.connection_id = d.connection_id and r.model = d.model
        and r.odoo_id = d.odoo_id
      join connection c on c.company_id = r.company_id and c.id = r.connection_id
      join odoo_connection o on o.company_id = r.company_id and o.connection_id = r.connection_id`,
  ];
}

function outboundArms({ companyId, shipmentIds, outboundIds, onlyNamed }: TraceScope): SQL[] {
  const chosen = sql`o.company_id = ${companyId} and o.id = any(array(
    select id from outbound_message where company_id = ${companyId} and in_reply_to = any(array(select id from told))
    union select id from outbound_message where company_id = ${companyId} and shipment_id is not null
      and shipment_id = any(array${idsIn(onlyNamed ? [] : shipmentIds)})
    union ${idsIn(outboundIds)}))`;
  return [
    sql`select o.created_at, '25.' || o.id, 'outbound', jsonb_build_object('id', o.id, 'kind', o.kind, 'title', o.title, 'state', o.state,
        'verdict', o.verdict, 'inReplyTo', o.in_reply_to, 'connection', c.name, 'address', o.address, 'error', o.error, 'fetchedAt', o.fetched_at)
      from outbound_message o left join connection c on c.company_id = o.company_id and c.id = o.connection_id where ${chosen}`,
    sql`select a.started_at, '26.' || a.outbound_id || '.' || lpad(a.number::text, 6, '0'), 'outbound_try', jsonb_build_object('id', o.id, 'kind', o.kind,
        'number', a.number, 'what', a.kind, 'outcome', a.outcome, 'error', a.error, 'connection', c.name)
      from outbound_attempt a join outbound_message o on o.company_id = a.company_id and o.id = a.outbound_id
      left join connection c on c.company_id = o.company_id and c.id = o.connection_id where ${chosen}`,
  ];
}
