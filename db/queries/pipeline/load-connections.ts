import { sql } from "drizzle-orm";
import type { SourceKind } from "@/lib/domain/catalogue/catalogue";
import type { CodeOverride, CsvMapping } from "@/lib/domain/message/parsed-message";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";

/** What reading a message needs to know of its connection. */
export interface PipelineConnection {
  readonly id: string;
  readonly companyId: number;
  readonly name: string;
  readonly dialect: string;
  readonly carrierScac: string | null;
  readonly partnerKind: SourceKind;
  /** The connection's zone, else the company's. */
  readonly zone: string;
  readonly csvMapping: CsvMapping | null;
  readonly mayCreateShipments: boolean;
  readonly acknowledges: boolean;
  readonly mappingVersion: number;
  /** The newest word on each code. */
  readonly overrides: readonly CodeOverride[];
}

export async function loadConnections(
  db: Executor,
  ids: readonly string[],
): Promise<Map<string, PipelineConnection>> {
  const { rows } = await db.execute<PipelineConnection & Record<string, unknown>>(sql`
    select c.id, c.company_id as "companyId", c.name, c.dialect, c.carrier_scac as "carrierScac", c.partner_kind as "partnerKind",
      coalesce(c.default_zone, k.default_zone) as zone, c.csv_mapping as "csvMapping", c.may_create_shipments as "mayCreateShipments",
      c.acknowledges, c.mapping_version as "mappingVersion",
      coalesce((select json_agg(json_strip_nulls(json_build_object('codeList', o.code_list, 'code', o.code, 'milestone', o.milestone, 'classifier', o.classifier)))
        from (select distinct on (code_list, code) * from code_override
          where company_id = c.company_id and connection_id = c.id order by code_list, code, version desc) o), '[]') as overrides
    from connection c join company k on k.id = c.company_id
    where c.id = any(array(select value::uuid from json_array_elements_text(${jsonParameter(ids)}::json)))`);
  return new Map(rows.map((row) => [row.id, row]));
}
