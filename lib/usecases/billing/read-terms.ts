import type { Executor } from "@/db/client";
import { selectTerms } from "@/db/queries/billing/billing-terms";
import type { TermsBook } from "@/lib/domain/billing/terms";

/** How every customer of a company is billed, as it stands. */
export async function readTerms(db: Executor, companyId: number): Promise<TermsBook> {
  const rows = await selectTerms(db, companyId);
  return new Map(rows.map(({ customer, terms }) => [customer, terms]));
}
