import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

const MOST = 5;

/** Contacts of that exact name in an Odoo, each with the companies there that may bill them. */
export async function selectVendors(
  db: Executor,
  companyId: number,
  { connectionId, name }: { readonly connectionId: string; readonly name: string },
): Promise<{ readonly partnerId: number; readonly companyId: number }[]> {
  const { rows } = await db.execute<{ partnerId: number; companyId: number }>(sql`
    select p.odoo_id::float8 as "partnerId", c.odoo_id::float8 as "companyId" from odoo_record p
    join odoo_record c on c.company_id = p.company_id and c.connection_id = p.connection_id and c.model = 'res.company' and c.deleted_at is null
      and (p.odoo_company_id is null or p.odoo_company_id = c.odoo_id)
    where p.company_id = ${companyId} and p.connection_id = ${connectionId} and p.model = 'res.partner' and p.name = ${name} collate "C"
      and p.deleted_at is null order by 1, 2 limit ${MOST}`);
  return rows;
}
