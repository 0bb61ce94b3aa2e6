import type { UnbilledGroup } from "@/db/queries/billing/select-unbilled-sums";
import type {
  AgeCount,
  CompanyTotal,
  MoneyTotal,
  StandingCount,
} from "@/lib/contracts/billing/unbilled-page";
import { AGE_BUCKETS } from "@/lib/domain/billing/age";
import type { BillingAssumptions } from "@/lib/domain/billing/assumptions";
import { waitingCost } from "@/lib/domain/billing/risk";
import { EVERYONE, ownerOf, type TermsBook, termsFor } from "@/lib/domain/billing/terms";
import { BILLING_BLOCKERS, type BillingStanding, isBlocker } from "@/lib/domain/billing/unbilled";
import { groupBy } from "@/lib/usecases/odoo/deliveries/group-by";

const total = (groups: readonly UnbilledGroup[], of: "orders" | "deliveries" | "unvalued") =>
  groups.reduce((sum, group) => sum + group[of], 0);
const amount = (groups: readonly UnbilledGroup[], of: "amountMinor" | "companyAmountMinor") =>
  groups.reduce((sum, group) => sum + group[of], 0);

const byCode = <T>(groups: ReadonlyMap<string, T>) => [...groups].sort(([a], [b]) => (a < b ? -1 : 1));

/** The orders' own currencies, each by itself. */
export function moneyTotals(groups: readonly UnbilledGroup[]): MoneyTotal[] {
  return byCode(groupBy(groups, ({ currency }) => currency)).map(([currency, own]) => ({
    ...{ currency, orders: total(own, "orders"), deliveries: total(own, "deliveries") },
    amountMinor: amount(own, "amountMinor"),
  }));
}

/** All of it in the company's currency, as far as there was a rate, and what its waiting puts at risk and costs. */
export function companyTotals(
  groups: readonly UnbilledGroup[],
  assumptions: BillingAssumptions,
): CompanyTotal[] {
  return byCode(groupBy(groups, ({ companyCurrency }) => companyCurrency)).map(([currency, own]) => ({
    ...{ currency, orders: total(own, "orders"), deliveries: total(own, "deliveries") },
    amountMinor: amount(own, "companyAmountMinor"),
    unvalued: total(own, "unvalued"),
    isConverted: own.some((group) => group.currency !== currency),
    cost: waitingCost(
      own.map(({ ageDays, companyAmountMinor, minorHours }) => ({
        ...{ ageDays, amountMinor: companyAmountMinor, minorHours: BigInt(minorHours) },
      })),
      assumptions,
    ),
  }));
}

const companySums = (groups: readonly UnbilledGroup[]) =>
  byCode(groupBy(groups, ({ companyCurrency }) => companyCurrency)).map(([currency, own]) => ({
    currency,
    amountMinor: amount(own, "companyAmountMinor"),
  }));

const ORDER: readonly BillingStanding[] = [...BILLING_BLOCKERS, "in_transit", "consolidated"];

/** By blocker, with who looks at it unless a customer's own terms say otherwise. */
export function standingCounts(groups: readonly UnbilledGroup[], book: TermsBook): StandingCount[] {
  const general = termsFor(book, EVERYONE);
  return [...groupBy(groups, ({ standing }) => standing)]
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(([standing, own]) => ({
      ...{ standing, orders: total(own, "orders"), companySums: companySums(own) },
      ownerRole: isBlocker(standing) ? ownerOf(standing, general) : null,
    }));
}

/** By age, every bucket, also those with nothing in them. */
export function ageCounts(groups: readonly UnbilledGroup[]): AgeCount[] {
  return AGE_BUCKETS.map(({ key, fromDays, untilDays }) => {
    const own = groups.filter(
      ({ ageDays }) => ageDays >= fromDays && (untilDays === null || ageDays < untilDays),
    );
    return { bucket: key, orders: total(own, "orders"), companySums: companySums(own) };
  });
}
