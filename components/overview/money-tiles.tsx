import { amountText } from "@/components/commands/amount-text";
import type { MoneySum, MoneyTiles } from "@/lib/contracts/overview/overview-page";
import { drillHref, type OverviewQuery, type Period } from "@/lib/contracts/overview/overview-query";
import { numberText } from "./figure-text";
import { Tile } from "./tile";

interface MoneyProps {
  readonly money: MoneyTiles;
  readonly query: OverviewQuery;
  readonly period: Period;
}

/** Amounts that are known now. What is not known has no tile. */
export function MoneyTileList({ money, query, period }: MoneyProps) {
  const { unbilled, carrierInvoices } = money;
  const { count, sums } = carrierInvoices;
  const counted = `${numberText(count.count)}${count.more ? "+" : ""}`;
  return (
    <>
      {unbilled && (
        <Tile
          label="Delivered, not billed"
          href="/billing/unbilled"
          value={unbilled.sums.length === 1 ? <Money sum={unbilled.sums[0]} /> : numberText(unbilled.orders)}
        >
          <p>{`${numberText(unbilled.orders)} ${unbilled.orders === 1 ? "order" : "orders"}, now, before tax`}</p>
          {unbilled.sums.length > 1 && <EachCurrency sums={unbilled.sums} />}
        </Tile>
      )}
      {count.count > 0 && (
        <Tile
          label="Carrier charges without a match"
          href={drillHref("carrier_invoices", query, period)}
          value={sums?.length === 1 ? <Money sum={sums[0]} /> : counted}
        >
          <p>{`${counted} carrier ${count.count === 1 ? "invoice" : "invoices"} received in these days`}</p>
          {sums && sums.length > 1 && <EachCurrency sums={sums} />}
        </Tile>
      )}
    </>
  );
}

function Money({ sum }: { readonly sum: MoneySum | undefined }) {
  return sum ? <span className="text-xl whitespace-nowrap">{amountText(sum)}</span> : "0";
}

function EachCurrency({ sums }: { readonly sums: readonly MoneySum[] }) {
  return <p>{`${sums.map(amountText).join(" · ")} (not added up)`}</p>;
}
