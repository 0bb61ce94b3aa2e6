import { sql } from "drizzle-orm";
import type { CarrierTerms } from "@/lib/domain/freight/standing";
import type { Executor } from "../../client";

interface CardLine {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly partyKind: "carrier" | "customer";
  readonly party: string;
  readonly currency: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly lanes: number;
  readonly accessorials: number;
  readonly fuelIndex: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly activatedBy: string | null;
  readonly activatedAt: string | null;
}

interface CarrierLine {
  readonly carrier: string;
  readonly version: number;
  readonly terms: CarrierTerms | null;
  readonly vendorName: string | null;
}

/** Versions of contracts, newest first. */
export async function selectRateCardLines(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<CardLine[]> {
  const { rows } = await db.execute<CardLine & Record<string, unknown>>(sql`
    select c.id, c.version, c.name, c.party_kind as "partyKind", c.card -> 'party' ->> 'name' as party, c.currency, c.valid_from::text as "validFrom",
      c.valid_until::text as "validUntil", jsonb_array_length(c.card -> 'lanes') as lanes, jsonb_array_length(c.card -> 'accessorials') as accessorials,
      c.card -> 'fuel' ->> 'index' as "fuelIndex", c.created_by as "createdBy", c.created_at as "createdAt", a.activated_by as "activatedBy",
      a.activated_at as "activatedAt"
    from rate_card c left join rate_card_activation a on a.company_id = c.company_id and a.id = c.id and a.version = c.version
    where c.company_id = ${companyId} order by c.created_at desc, c.id desc limit ${limit}`);
  const instant = (at: string | null) => (at === null ? null : new Date(at).toISOString());
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt).toISOString(),
    activatedAt: instant(row.activatedAt),
  }));
}

/** The newest terms of each carrier, by carrier, with the vendor's name in Odoo; carriers that bill and have none have version 0. */
export async function selectCarrierLines(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<CarrierLine[]> {
  const { rows } = await db.execute<CarrierLine & Record<string, unknown>>(sql`
    with newest as (
      select distinct on (carrier) carrier, version, terms from carrier_profile where company_id = ${companyId} order by carrier, version desc),
    billing as (
      select distinct carrier from freight_invoice where company_id = ${companyId} and carrier <> '' and state = 'open')
    select coalesce(n.carrier, b.carrier) as carrier, coalesce(n.version, 0) as version, n.terms, p.name as "vendorName"
    from newest n full join billing b on b.carrier = n.carrier
    left join odoo_record p on p.company_id = ${companyId} and p.connection_id = (n.terms -> 'odoo' ->> 'connectionId')::uuid
      and p.model = 'res.partner' and p.odoo_id = (n.terms -> 'odoo' ->> 'partnerId')::bigint
    order by 1 limit ${limit}`);
  return rows;
}

/** The newest prices of every index. */
export async function selectPriceLines(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<{ readonly index: string; readonly effectiveOn: string; readonly price: number }[]> {
  const { rows } = await db.execute<{ index: string; effectiveOn: string; price: number }>(sql`
    select index, "effectiveOn", price from (
      select distinct on (effective_on, index_name) index_name as index, effective_on::text as "effectiveOn", price from fuel_price
      where company_id = ${companyId} order by effective_on desc, index_name, version desc) p order by 2 desc, 1 limit ${limit}`);
  return rows;
}

/** The Odoos Milepost may write to, by name. */
export async function selectWritableOdoos(
  db: Executor,
  companyId: number,
): Promise<{ readonly connectionId: string; readonly name: string }[]> {
  const { rows } = await db.execute<{ connectionId: string; name: string }>(sql`
    select o.connection_id as "connectionId", c.name from odoo_connection o join connection c on c.company_id = o.company_id and c.id = o.connection_id
    where o.company_id = ${companyId} and o.actor_key_sealed is not null order by c.name limit 20`);
  return rows;
}
