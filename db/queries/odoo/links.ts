import { sql } from "drizzle-orm";
import type { Transaction } from "../../client";
import { jsonParameter } from "../../json";
import type { OdooOwner } from "./odoo-connection";

export interface LinkRow {
  readonly odooId: number;
  readonly field: string;
  readonly targetModel: string;
  readonly targetId: number;
}

/** Puts the relations of these records in place of those they had. */
export async function replaceLinks(
  tx: Transaction,
  owner: OdooOwner,
  model: string,
  odooIds: readonly number[],
  links: readonly LinkRow[],
): Promise<void> {
  await tx.execute(sql`
    delete from odoo_link where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and model = ${model}
      and odoo_id = any(array(select value::bigint from json_array_elements_text(${jsonParameter(odooIds)}::json)))`);
  if (links.length === 0) return;
  const given = links.map((link) => ({
    odoo_id: link.odooId,
    field: link.field,
    target_model: link.targetModel,
    target_id: link.targetId,
  }));
  await tx.execute(sql`
    insert into odoo_link (company_id, connection_id, model, odoo_id, field, target_model, target_id)
    select ${owner.companyId}::integer, ${owner.connectionId}::uuid, ${model}, odoo_id, field, target_model, target_id
    from json_to_recordset(${jsonParameter(given)}::json) as g(odoo_id bigint, field text, target_model text, target_id bigint)
    on conflict do nothing`);
}
