import { Card } from "@/components/ui/card";
import type { BillPlan } from "@/lib/contracts/billing/unbilled-page";
import type { UnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import { leftOutText } from "@/lib/domain/billing/billing-plan";
import { BillAll } from "./bill-all";
import { plural, sumsText } from "./billing-words";

interface PlanCardProps {
  readonly plan: BillPlan;
  readonly query: UnbilledQuery;
}

/** What of this list could be billed now, what that comes to, and what is left out and why. */
export function PlanCard({ plan: { plan, more, mayBill }, query }: PlanCardProps) {
  const { orders, deliveries, sums, companySums, unvalued, leftOut } = plan;
  const foreign = sums.some(({ currency }) => !companySums.some((own) => own.currency === currency));
  return (
    <Card
      title="Ready to bill"
      className="mt-3.5"
      aside={mayBill && <BillAll query={query} deliveries={deliveries} />}
    >
      <p>
        <b>{plural(deliveries, "delivery", "deliveries")}</b>
        {` of ${plural(orders, "order")}, ${sumsText(sums)} before tax`}
        {foreign && `; ${sumsText(companySums)} at Odoo's rates for their days`}
        {unvalued > 0 && ` (${plural(unvalued, "order")} without a rate)`}.
      </p>
      {leftOut.length > 0 && (
        <p className="mt-1 text-ink-2">
          {`Left out: ${leftOut.map(({ reason, orders: count }) => `${plural(count, "order")} (${leftOutText(reason).toLowerCase()})`).join(", ")}.`}
        </p>
      )}
      {more && <p className="mt-1 text-ink-2">Of the 2,000 orders that wait longest; the list goes on.</p>}
    </Card>
  );
}
