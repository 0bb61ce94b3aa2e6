import { selectBillingCustomers, selectTerms, type TermsRow } from "@/db/queries/billing/billing-terms";
import { selectCompanyZone } from "@/db/queries/shipments/select-company-zone";
import type { TermsLine, TermsPage } from "@/lib/contracts/billing/terms-page";
import { can } from "@/lib/domain/access/actor";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { DEFAULT_TERMS, EVERYONE, isHeld } from "@/lib/domain/billing/terms";
import type { Context } from "@/lib/usecases/context";

const MOST_CUSTOMERS = 1_000;

/** How every customer is billed: everyone's terms first, then those who have their own. */
export async function termsPage(ctx: Context): Promise<TermsPage> {
  requirePermission(ctx.actor, "billing.read");
  const { companyId } = ctx.actor;
  const [rows, customers, zone] = await Promise.all([
    selectTerms(ctx.db, companyId),
    selectBillingCustomers(ctx.db, companyId, MOST_CUSTOMERS),
    selectCompanyZone(ctx.db, companyId),
  ]);
  const now = ctx.now().getTime();
  const own = new Set(rows.map(({ customer }) => customer));
  const lines = rows.map((row) => termsLine(row, now));
  return {
    lines: own.has(EVERYONE) ? lines : [AS_DELIVERED, ...lines],
    customers: customers.filter((customer) => !own.has(customer)),
    ...{ zone, mayEdit: can(ctx.actor, "billing.terms.edit") },
  };
}

const AS_DELIVERED: TermsLine = {
  ...{ customer: EVERYONE, terms: DEFAULT_TERMS, version: 0, isHeld: false },
  ...{ changedBy: null, changedAt: null, reason: null },
};

function termsLine(
  { customer, terms, version, createdBy, createdAt, reason }: TermsRow,
  now: number,
): TermsLine {
  return {
    ...{ customer, terms, version, reason, isHeld: isHeld(terms, now) },
    ...{ changedBy: createdBy, changedAt: createdAt.toISOString() },
  };
}
