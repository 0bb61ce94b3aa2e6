import { Card } from "@/components/ui/card";
import type { BillPlan } from "@/lib/contracts/billing/unbilled-page";
import type { LeftOutReason } from "@/lib/domain/billing/billing-plan";
import { plural, standingLabel, sumsText } from "./billing-words";

/** What of this list could be billed now, what that comes to, and what is left out and why. */
export function PlanCard({ plan: { plan, more } }: { readonly plan: BillPlan }) {
  const { orders, deliveries, sums, companySums, unvalued, leftOut } = plan;
  const foreign = sums.some(({ currency }) => !companySums.some((own) => own.currency === currency));
  return (
    <Card title="Ready to bill" className="mt-3.5">
      <p>
        <b>{plural(deliveries, "delivery", "deliveries")}</b>
        {` of ${plural(orders, "order")}, ${sumsText(sums)} before tax`}
        {foreign && `; ${sumsText(companySums)} at Odoo's rates for their days`}
        {unvalued > 0 && ` (${plural(unvalued, "order")} without a rate)`}.
      </p>
      {leftOut.length > 0 && (
        <p className="mt-1 text-ink-2">
          {`Left out: ${leftOut.map(({ reason, orders: count }) => `${plural(count, "order")} (${reasonText(reason)})`).join(", ")}.`}
        </p>
      )}
      {more && <p className="mt-1 text-ink-2">Of the 2,000 orders that wait longest; the list goes on.</p>}
    </Card>
  );
}

function reasonText(reason: LeftOutReason): string {
  if (reason === "nothing_to_bill") return "worth nothing";
  if (reason === "not_a_delivery") return "no delivery";
  return standingLabel(reason).toLowerCase();
}
