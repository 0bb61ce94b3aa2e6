import { sql } from "drizzle-orm";
import type { ReferenceType } from "@/lib/domain/reference/reference";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import type { OdooOwner } from "../odoo/odoo-connection";
import { INVOICE_WRITES } from "./mark-orders";

export interface NamedPicking {
  readonly pickingId: number;
  /** As shipments carry the delivery's number. */
  readonly lookup: string;
  readonly scope: string;
}

export interface PickingShipment {
  readonly pickingId: number;
  readonly shipmentId: string;
  readonly number: string;
  readonly isTracked: boolean;
  /** Milliseconds since 1970. */
  readonly deliveredAt: number | null;
  readonly podAt: number | null;
  readonly references: readonly ReferenceType[];
  readonly pendingAccessorials: number;
}

/** Codes an accessorial was decided with: accrued, or on a bill that was approved. */
const DECIDED = sql`('charge_accrued', 'carrier_invoice_approved')`;

/**
 * The shipments these deliveries of Odoo are on, and what their timelines say that matters for a bill. What is delivered in part is delivered when that
 * was told; a proof of delivery says so too. An accessorial is pending while nothing decided on came after it.
 */
export async function selectPickingShipments(
  db: Executor,
  companyId: number,
  pickings: readonly NamedPicking[],
): Promise<PickingShipment[]> {
  if (pickings.length === 0) return [];
  const given = jsonParameter(
    pickings.map(({ pickingId, lookup, scope }) => ({ picking_id: pickingId, lookup, scope })),
  );
  const { rows } = await db.execute<PickingShipment & Record<string, unknown>>(sql`
    with given as materialized (select * from json_to_recordset(${given}::json) as g(picking_id bigint, lookup text, scope text)),
    named as (
      select distinct on (g.picking_id) g.picking_id, r.shipment_id from given g join shipment_reference r on r.company_id = ${companyId}
        and r.lookup = g.lookup collate "C" and r.type = 'delivery_note' and r.scope = g.scope
      order by g.picking_id, r.added_at, r.shipment_id)
    select n.picking_id::float8 as "pickingId", s.shipment_id as "shipmentId", s.number,
      not coalesce((s.view ->> 'untracked')::boolean, false) as "isTracked",
      coalesce((s.view -> 'track' ->> 'delivered')::float8, (s.view -> 'track' ->> 'pod')::float8,
        case when s.status = 'delivered_partial' then (s.view ->> 'statusAt')::float8 end) as "deliveredAt",
      (s.view -> 'track' ->> 'pod')::float8 as "podAt",
      array(select distinct r.type from shipment_reference r where r.company_id = ${companyId} and r.shipment_id = s.shipment_id order by 1) as references,
      (select count(*)::int from event e where e.company_id = ${companyId} and e.shipment_id = s.shipment_id and e.milestone = 'accessorial_claimed'
        and not exists (select from event v where v.company_id = ${companyId} and v.shipment_id = s.shipment_id and v.voids_identity = e.identity)
        and not exists (select from event d where d.company_id = ${companyId} and d.shipment_id = s.shipment_id and d.milestone in ${DECIDED}
          and d.occurred_at >= e.occurred_at)) as "pendingAccessorials"
    from named n join shipment_state s on s.company_id = ${companyId} and s.shipment_id = n.shipment_id`);
  return rows;
}

export interface StoredRate {
  readonly currency: string;
  readonly odooCompanyId: number | null;
  readonly date: string;
  /** Units for one of the base, as Odoo holds it. */
  readonly rate: number;
}

/** Odoo's rates of these currencies, by name. */
export async function selectRates(
  db: Executor,
  owner: OdooOwner,
  currencies: readonly string[],
): Promise<StoredRate[]> {
  if (currencies.length === 0) return [];
  const { rows } = await db.execute<StoredRate & Record<string, unknown>>(sql`
    select c.name as currency, r.odoo_company_id::float8 as "odooCompanyId", r.values ->> 'name' as date, (r.values ->> 'rate')::float8 as rate
    from odoo_record c join odoo_link l on l.company_id = c.company_id and l.connection_id = c.connection_id and l.target_model = c.model
      and l.target_id = c.odoo_id and l.model = 'res.currency.rate' and l.field = 'currency_id'
    join odoo_record r on r.company_id = c.company_id and r.connection_id = c.connection_id and r.model = l.model and r.odoo_id = l.odoo_id
    where c.company_id = ${owner.companyId} and c.connection_id = ${owner.connectionId} and c.model = 'res.currency'
      and c.name = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(currencies)}::json)))
      and r.deleted_at is null and jsonb_typeof(r.values -> 'rate') = 'number' and r.values ->> 'name' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}'`);
  return rows;
}

/** Documents whose last write of an invoice Odoo refused, or is not known to have taken: `sale.order,7`, `account.move,9`. */
export async function selectFailedWrites(
  db: Executor,
  owner: OdooOwner,
  documents: readonly string[],
): Promise<Set<string>> {
  if (documents.length === 0) return new Set();
  const { rows } = await db.execute<{ document: string }>(sql`
    select k.document_key as document from (
      select distinct on (document_key, kind) document_key, state from command
      where company_id = ${owner.companyId} and connection_id = ${owner.connectionId} and kind in ${INVOICE_WRITES}
        and document_key = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(documents)}::json)))
      order by document_key, kind, position desc) k where k.state in ('rejected', 'uncertain')`);
  return new Set(rows.map(({ document }) => document));
}
