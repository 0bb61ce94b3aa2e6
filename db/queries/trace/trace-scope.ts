import { type SQL, sql } from "drizzle-orm";
import { jsonParameter } from "../../json";

/** What one trace page is about. Ids are those named outright; what hangs on the shipments is found by them. */
export interface TraceScope {
  readonly companyId: number;
  readonly shipmentIds: readonly string[];
  readonly messageIds: readonly string[];
  readonly commandIds: readonly string[];
  readonly runIds: readonly string[];
  readonly exceptionIds: readonly string[];
  readonly outboundIds: readonly string[];
  readonly noticeIds: readonly string[];
  /** Only what was named outright and what it caused, not all that hangs on the shipments. */
  readonly onlyNamed: boolean;
}

export const idsIn = (ids: readonly string[]): SQL =>
  sql`(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json))`;

/**
 * The rows the arms of a trace start from, each as a common table: `told` messages, `said` events, `ran` runs, `asked` commands, `found` exceptions.
 * Every step is an index look-up by shipment or by id.
 */
export function scopeTables(scope: TraceScope): SQL {
  const { companyId, onlyNamed } = scope;
  const shipments = idsIn(onlyNamed ? [] : scope.shipmentIds);
  return sql`
    said as materialized (
      select e.* from event e where e.company_id = ${companyId} and e.shipment_id = any(array${idsIn(scope.shipmentIds)})
        ${onlyNamed ? sql`and e.message_id = any(array${idsIn(scope.messageIds)})` : sql``}
    ), told (id) as materialized (
      select message_id from said union ${idsIn(scope.messageIds)}
    ), ran (id) as materialized (
      select id from flow_run where company_id = ${companyId} and shipment_id = any(array${shipments})
      union ${idsIn(scope.runIds)}
    ), asked (id) as materialized (
      select id from command where company_id = ${companyId} and shipment_id = any(array${shipments})
      union select command_id from flow_attempt where company_id = ${companyId} and command_id is not null and run_id = any(array(select id from ran))
      union ${idsIn(scope.commandIds)}
    ), found (id) as materialized (
      select id from exception where company_id = ${companyId} and shipment_id = any(array${shipments})
      union select id from exception where company_id = ${companyId} and subject_kind = 'message' and subject_id = any(array(select id::text from told))
      union select id from exception where company_id = ${companyId} and subject_kind = 'command' and subject_id = any(array(select id::text from asked))
      union ${idsIn(scope.exceptionIds)}
    )`;
}
