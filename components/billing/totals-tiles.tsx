import { Tile } from "@/components/overview/tile";
import type { CompanyTotal, UnbilledPage } from "@/lib/contracts/billing/unbilled-page";
import { moneyText } from "@/lib/domain/money/decimal";
import { EditAssumptions } from "./assumptions-dialog";
import { plural, sumsText } from "./billing-words";

/** What the list comes to, and what its waiting puts at risk and costs, each with what it takes for granted. */
export function TotalsTiles({ page }: { readonly page: UnbilledPage }) {
  const { companyTotals, sums, assumptions, mayEdit, query } = page;
  const { capitalPercent, riskAfterDays, riskPercent } = assumptions;
  const waits = query.tab === "unbilled" || query.tab === "drafts";
  return (
    <div className="mt-3.5 grid gap-3.5 sm:grid-cols-2 xl:grid-cols-3">
      <Tile
        label="In the company's currency, before tax"
        value={sumsText(companyTotals.map((total) => ({ ...total })))}
      >
        <p>
          {plural(page.orders, "order")}
          {page.deliveries > 0 && `, ${plural(page.deliveries, "delivery", "deliveries")}`}
        </p>
        {companyTotals.map((total) => (
          <Converted key={total.currency} total={total} sums={sums} />
        ))}
      </Tile>
      {waits && (
        <>
          <Tile label="Revenue at risk" value={costsText(companyTotals, "riskMinor")}>
            <p>
              {`${riskPercent}% of ${costsText(companyTotals, "overdueMinor")} that has waited over ${plural(riskAfterDays, "day")}. `}
              {assumed(assumptions.version)}
            </p>
            {mayEdit && <EditAssumptions assumptions={assumptions} />}
          </Tile>
          <Tile label="Cost of waiting so far" value={costsText(companyTotals, "costMinor")}>
            <p>
              {`${capitalPercent}% a year on each amount for the whole hours it has waited, simple interest, 365 days. `}
              {assumed(assumptions.version)}
            </p>
          </Tile>
        </>
      )}
    </div>
  );
}

const assumed = (version: number) =>
  version === 0 ? "Both are assumptions as delivered." : `Assumptions of this company, version ${version}.`;

function costsText(totals: readonly CompanyTotal[], of: keyof CompanyTotal["cost"]): string {
  return sumsText(totals.map(({ currency, cost }) => ({ currency, amountMinor: cost[of] })));
}

function Converted({ total, sums }: { readonly total: CompanyTotal; readonly sums: UnbilledPage["sums"] }) {
  if (!total.isConverted) return null;
  const own = sums.map(({ amountMinor, currency }) => moneyText(amountMinor, currency)).join(" · ");
  return (
    <>
      <p>{`Of ${own}, each turned into ${total.currency} at Odoo's rate for the day its waiting began.`}</p>
      {total.unvalued > 0 && (
        <p className="text-warn">
          {`${plural(total.unvalued, "order")} left out: Odoo has no rate for ${total.unvalued === 1 ? "its" : "their"} day.`}
        </p>
      )}
    </>
  );
}
