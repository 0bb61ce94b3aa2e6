import { and, desc, eq, sql } from "drizzle-orm";
import type { FuelPrice, RateCard } from "@/lib/domain/freight/rate-card";
import type { CarrierTerms } from "@/lib/domain/freight/standing";
import type { Executor } from "../../client";
import { jsonParameter } from "../../json";
import { carrierProfile, tolerancePolicy } from "../../schema/freight";

/** Every active version of a party's contracts. */
export async function selectActiveCards(
  db: Executor,
  companyId: number,
  partyKind: RateCard["party"]["kind"],
  partyKey: string,
): Promise<RateCard[]> {
  const { rows } = await db.execute<{ card: RateCard }>(sql`
    select c.card from rate_card c join rate_card_activation a on a.company_id = c.company_id and a.id = c.id and a.version = c.version
    where c.company_id = ${companyId} and c.party_kind = ${partyKind} and c.party_key = ${partyKey} order by c.id, c.version`);
  return rows.map(({ card }) => card);
}

/** Weekly prices of these indexes, the newest word on each week. */
export async function selectFuelPrices(
  db: Executor,
  companyId: number,
  indexes: readonly string[],
): Promise<FuelPrice[]> {
  if (indexes.length === 0) return [];
  const { rows } = await db.execute<FuelPrice & Record<string, unknown>>(sql`
    select distinct on (index_name, effective_on) index_name as index, effective_on::text as "effectiveOn", price from fuel_price
    where company_id = ${companyId} and index_name = any(array(select value collate "C" from json_array_elements_text(${jsonParameter(indexes)}::json)))
    order by index_name, effective_on, version desc`);
  return rows;
}

/** Every version of the company's own tolerances. */
export async function selectTolerances(db: Executor, companyId: number) {
  return db.select().from(tolerancePolicy).where(eq(tolerancePolicy.companyId, companyId));
}

/** The newest version of what is known of a carrier. */
export async function selectCarrierProfile(
  db: Executor,
  companyId: number,
  carrier: string,
): Promise<{ readonly version: number; readonly terms: CarrierTerms } | null> {
  const [row] = await db
    .select({ version: carrierProfile.version, terms: carrierProfile.terms })
    .from(carrierProfile)
    .where(and(eq(carrierProfile.companyId, companyId), eq(carrierProfile.carrier, carrier)))
    .orderBy(desc(carrierProfile.version))
    .limit(1);
  return row ?? null;
}

/** Adds a version. @returns false when it is there already: someone was quicker. */
export async function insertCarrierProfile(
  db: Executor,
  row: typeof carrierProfile.$inferInsert,
): Promise<boolean> {
  const added = await db
    .insert(carrierProfile)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: carrierProfile.version });
  return added.length === 1;
}
