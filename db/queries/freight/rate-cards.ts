import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { CarrierInvoice } from "@/lib/domain/freight/carrier-invoice";
import type { Executor } from "../../client";
import { freightInvoice, fuelPrice, rateCard, rateCardActivation } from "../../schema/freight";

/** The newest version of a contract. */
export async function selectNewestCard(db: Executor, companyId: number, id: string) {
  const [row] = await db
    .select()
    .from(rateCard)
    .where(and(eq(rateCard.companyId, companyId), eq(rateCard.id, id)))
    .orderBy(desc(rateCard.version))
    .limit(1);
  return row ?? null;
}

/** One version of a contract. */
export async function selectCardVersion(
  db: Executor,
  companyId: number,
  { id, version }: { readonly id: string; readonly version: number },
) {
  const [row] = await db
    .select()
    .from(rateCard)
    .where(and(eq(rateCard.companyId, companyId), eq(rateCard.id, id), eq(rateCard.version, version)));
  return row ?? null;
}

/** Adds a version. @returns false when it is there already: someone was quicker. */
export async function insertRateCard(db: Executor, row: typeof rateCard.$inferInsert): Promise<boolean> {
  const added = await db.insert(rateCard).values(row).onConflictDoNothing().returning({ id: rateCard.id });
  return added.length === 1;
}

/** Puts a version in force. @returns false when it is already. */
export async function insertActivation(
  db: Executor,
  row: typeof rateCardActivation.$inferInsert,
): Promise<boolean> {
  const added = await db
    .insert(rateCardActivation)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: rateCardActivation.id });
  return added.length === 1;
}

/** Adds a price, as the next word on its week. */
export async function insertFuelPrice(
  db: Executor,
  { version: _next, ...row }: typeof fuelPrice.$inferInsert,
): Promise<void> {
  const known = db
    .select({ next: sql<number>`coalesce(max(${fuelPrice.version}), 0) + 1` })
    .from(fuelPrice)
    .where(
      and(
        eq(fuelPrice.companyId, row.companyId),
        eq(fuelPrice.indexName, row.indexName),
        eq(fuelPrice.effectiveOn, row.effectiveOn),
      ),
    );
  await db.insert(fuelPrice).values({ ...row, version: sql`(${known})` });
}

/** Bills of a carrier since a moment, newest first. */
export async function selectBillsSince(
  db: Executor,
  companyId: number,
  carrier: string,
  since: Date,
  limit: number,
): Promise<
  {
    readonly invoice: CarrierInvoice;
    readonly samePro: "balance_due" | "supplemental" | "corrected" | null;
  }[]
> {
  return db
    .select({ invoice: freightInvoice.invoice, samePro: freightInvoice.samePro })
    .from(freightInvoice)
    .where(
      and(
        eq(freightInvoice.companyId, companyId),
        eq(freightInvoice.carrier, carrier),
        gte(freightInvoice.receivedAt, since),
      ),
    )
    .orderBy(desc(freightInvoice.receivedAt), desc(freightInvoice.id))
    .limit(limit);
}
