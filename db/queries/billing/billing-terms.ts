import { and, desc, eq, sql } from "drizzle-orm";
import type { Executor } from "../../client";
import { billingAssumption, billingTerms } from "../../schema/billing";

export type TermsRow = typeof billingTerms.$inferSelect;
export type AssumptionRow = typeof billingAssumption.$inferSelect;

/** The newest terms of every customer that has any, by name. */
export async function selectTerms(db: Executor, companyId: number): Promise<TermsRow[]> {
  const newest = sql`(select customer, max(version) from billing_terms where company_id = ${companyId} group by customer)`;
  return db
    .select()
    .from(billingTerms)
    .where(
      and(
        eq(billingTerms.companyId, companyId),
        sql`(${billingTerms.customer}, ${billingTerms.version}) in ${newest}`,
      ),
    )
    .orderBy(billingTerms.customer);
}

/** The newest terms of one customer. */
export async function selectTermsOf(
  db: Executor,
  companyId: number,
  customer: string,
): Promise<TermsRow | null> {
  const [row] = await db
    .select()
    .from(billingTerms)
    .where(and(eq(billingTerms.companyId, companyId), eq(billingTerms.customer, customer)))
    .orderBy(desc(billingTerms.version))
    .limit(1);
  return row ?? null;
}

/** Adds a version. @returns false when it is there already: someone was quicker. */
export async function insertTerms(db: Executor, row: TermsRow): Promise<boolean> {
  const added = await db
    .insert(billingTerms)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: billingTerms.version });
  return added.length === 1;
}

/** The newest assumptions of a company; null while it goes by ours. */
export async function selectAssumptions(db: Executor, companyId: number): Promise<AssumptionRow | null> {
  const [row] = await db
    .select()
    .from(billingAssumption)
    .where(eq(billingAssumption.companyId, companyId))
    .orderBy(desc(billingAssumption.version))
    .limit(1);
  return row ?? null;
}

/** Adds a version. @returns false when it is there already: someone was quicker. */
export async function insertAssumptions(db: Executor, row: AssumptionRow): Promise<boolean> {
  const added = await db
    .insert(billingAssumption)
    .values(row)
    .onConflictDoNothing()
    .returning({ version: billingAssumption.version });
  return added.length === 1;
}

/** Customers that have something open, by name, and those with terms of their own. */
export async function selectBillingCustomers(
  db: Executor,
  companyId: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.execute<{ customer: string }>(sql`
    select customer from unbilled_sum where company_id = ${companyId} and customer <> '' and orders > 0
    union select customer from billing_terms where company_id = ${companyId} and customer <> '' order by 1 limit ${limit}`);
  return rows.map(({ customer }) => customer);
}
