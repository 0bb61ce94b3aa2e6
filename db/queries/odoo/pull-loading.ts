import { sql } from "drizzle-orm";
import type { Transaction } from "../../client";
import type { OdooOwner } from "./odoo-connection";

/**
 * Waits until no first load of this connection ends meanwhile: what is stored in this transaction is either marked by it or found by the end of
 * the load. `exclusive` for the transaction that ends a load.
 */
export async function lockLoading(
  tx: Transaction,
  owner: OdooOwner,
  kind: "shared" | "exclusive",
): Promise<void> {
  const key = sql`hashtextextended(${`odoo load ${owner.companyId} ${owner.connectionId}`}, 0)`;
  await tx.execute(
    kind === "shared"
      ? sql`select pg_advisory_xact_lock_shared(${key})`
      : sql`select pg_advisory_xact_lock(${key})`,
  );
}

/** Whether anything was ever told of this connection: then its first load is over, and a model that loads is one that loads again. */
export async function hasTold(tx: Transaction, owner: OdooOwner): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from odoo_delivery where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} limit 1`);
  return rows.length > 0;
}

/** Deliveries that are held, or were told before, ascending. */
export async function selectDeliveriesToTell(tx: Transaction, owner: OdooOwner): Promise<number[]> {
  const { rows } = await tx.execute<{ id: number }>(sql`
    select odoo_id as id from odoo_record where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and model = 'stock.picking'
      and deleted_at is null
    union
    select picking_id from odoo_delivery where company_id = ${owner.companyId} and connection_id = ${owner.connectionId}
    order by id`);
  return rows.map((row) => row.id);
}

/** Whether a model is still in its first load. One that Odoo refuses us (`refusals`: failure classes) is not waited for. */
export async function isLoading(
  tx: Transaction,
  owner: OdooOwner,
  refusals: readonly string[],
): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from odoo_pull where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and loaded_at is null
      and (error_class is null or not error_class = any(array(select json_array_elements_text(${JSON.stringify(refusals)}::json)))) limit 1`);
  return rows.length > 0;
}
