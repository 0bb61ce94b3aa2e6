import { sql } from "drizzle-orm";
import type { Executor } from "../../client";

export interface OrderToBill {
  readonly connectionId: string;
  readonly baseUrl: string;
  readonly serverVersion: string | null;
  readonly odooId: number;
  readonly name: string;
  readonly customer: string | null;
  readonly currency: string;
  /** Decimal text. */
  readonly amount: string;
  readonly lines: number;
  readonly deliveredAt: string | null;
}

const MOST_LINES = 50_000;

/**
 * Orders of the mirrored Odoos with a done delivery and lines that have something to invoice, and what that is worth: open quantity times price less
 * discount, in the order's currency. Of lines billed when ordered only the
 * delivered part counts. Starts from the lines to bill, which an index keeps.
 */
const TO_BILL = (companyId: number) => sql`
  line as (
    select l.connection_id, (l.values -> 'order_id' ->> 0)::bigint as order_id, l.values -> 'currency_id' ->> 1 as currency,
      least((l.values ->> 'qty_to_invoice')::numeric, (l.values ->> 'qty_delivered')::numeric - (l.values ->> 'qty_invoiced')::numeric)
        * coalesce((l.values ->> 'price_unit')::numeric, 0)
        * (1 - coalesce((l.values ->> 'discount')::numeric, 0) / 100) as amount
    from odoo_record l where l.company_id = ${companyId} and l.model = 'sale.order.line' and l.deleted_at is null
      and l.values -> 'qty_to_invoice' > '0'::jsonb and jsonb_typeof(l.values -> 'order_id') = 'array'
      and l.values ->> 'state' in ('sale', 'done')
      and (l.values ->> 'qty_delivered')::numeric > (l.values ->> 'qty_invoiced')::numeric limit ${MOST_LINES}),
  ordered as (
    select connection_id, order_id, max(currency) as currency, sum(amount) as amount, count(*)::int as lines from line group by 1, 2),
  to_bill as (
    select o.*, d.delivered_at from ordered o cross join lateral (
      select max(p.values ->> 'date_done') as delivered_at from odoo_link k join odoo_record p
        on p.company_id = k.company_id and p.connection_id = k.connection_id and p.model = k.model and p.odoo_id = k.odoo_id
      where k.company_id = ${companyId} and k.connection_id = o.connection_id and k.target_model = 'sale.order' and k.target_id = o.order_id
        and k.model = 'stock.picking' and p.deleted_at is null and p.values ->> 'state' = 'done'
        and p.values ->> 'picking_type_code' = 'outgoing') d
    where d.delivered_at is not null)`;

/** What is delivered and not billed, by currency. Null when no Odoo is connected. */
export async function sumToBill(
  db: Executor,
  companyId: number,
): Promise<{ currency: string; amount: string; count: number }[] | null> {
  const { rows: odoos } = await db.execute(sql`
    select 1 from odoo_connection where company_id = ${companyId} limit 1`);
  if (odoos.length === 0) return null;
  const { rows } = await db.execute<{ currency: string; amount: string; count: number }>(sql`
    with ${TO_BILL(companyId)}
    select coalesce(currency, '?') as currency, round(sum(amount), 2)::text as amount, count(*)::int as count from to_bill group by 1 order by 1`);
  return rows;
}

/** The orders behind it, the one longest delivered first. */
export async function selectToBill(
  db: Executor,
  companyId: number,
  page: { readonly limit: number; readonly offsetAt: { at: string; id: number } | null },
): Promise<OrderToBill[]> {
  const { rows } = await db.execute<OrderToBill & Record<string, unknown>>(sql`
    with ${TO_BILL(companyId)}
    select b.connection_id as "connectionId", c.base_url as "baseUrl", c.server_version as "serverVersion", b.order_id::float8 as "odooId",
      coalesce(o.name, b.order_id::text) as name, nullif(o.values -> 'partner_id' ->> 1, '') as customer, coalesce(b.currency, '?') as currency,
      round(b.amount, 2)::text as amount, b.lines, b.delivered_at as "deliveredAt"
    from to_bill b join odoo_connection c on c.company_id = ${companyId} and c.connection_id = b.connection_id
    left join odoo_record o on o.company_id = ${companyId} and o.connection_id = b.connection_id and o.model = 'sale.order' and o.odoo_id = b.order_id
    where ${page.offsetAt === null ? sql`true` : sql`(b.delivered_at, b.order_id) > (${page.offsetAt.at}, ${page.offsetAt.id}::bigint)`}
    order by b.delivered_at, b.order_id limit ${page.limit}`);
  return rows;
}

export interface UnmatchedInvoice {
  readonly messageId: string;
  readonly document: number;
  readonly position: number;
  readonly number: string;
  readonly carrier: string | null;
  readonly total: string | null;
  readonly currency: string | null;
  readonly shipmentNumber: string | null;
}

interface InvoiceScope {
  readonly companyId: number;
  readonly fromAt: Date;
  readonly untilAt: Date;
  /** Of the shipment an invoice is for; one without a shipment has none. */
  readonly customer?: string | undefined;
  readonly carrier?: string | undefined;
  readonly limit: number;
  readonly after?: {
    readonly messageId: string;
    readonly document: number;
    readonly position: number;
  } | null;
}

/** Carrier invoices received in a time that no event of their shipment calls matched or approved, by message; at most `limit`. */
export async function selectUnmatchedInvoices(
  db: Executor,
  scope: InvoiceScope,
): Promise<UnmatchedInvoice[]> {
  const { companyId, fromAt, untilAt, customer, carrier, limit, after } = scope;
  const { rows } = await db.execute<UnmatchedInvoice & Record<string, unknown>>(sql`
    select f.message_id as "messageId", f.document, f.position, f.number, f.carrier, f.invoice ->> 'total' as total, f.invoice ->> 'currency' as currency,
      s.number as "shipmentNumber"
    from carrier_invoice_fact f left join shipment s on s.company_id = f.company_id and s.id = f.shipment_id
    where f.company_id = ${companyId} and f.message_id >= ${firstId(fromAt)}::uuid and f.message_id < ${firstId(untilAt)}::uuid
      ${carrier ? sql`and f.carrier = ${carrier}` : sql``}
      ${customer ? sql`and exists (select from shipment_state t where t.company_id = f.company_id and t.shipment_id = f.shipment_id and t.customer = ${customer})` : sql``}
      ${after ? sql`and (f.message_id, f.document, f.position) > (${after.messageId}::uuid, ${after.document}, ${after.position})` : sql``}
      and not exists (select 1 from event e where e.company_id = f.company_id and e.shipment_id = f.shipment_id
        and e.milestone in ('carrier_invoice_matched', 'carrier_invoice_approved'))
    order by f.message_id, f.document, f.position limit ${limit}`);
  return rows;
}

/** The lowest UUIDv7 of a moment: messages are numbered by when they came. */
function firstId(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
