import { Pagination } from "@/components/ui/pagination";
import type { RunList } from "@/lib/contracts/flows/run-list";
import { flowsHref } from "@/lib/contracts/flows/run-query";
import { moneyText } from "@/lib/domain/money/decimal";

/** The ways to the other pages, and the money in all of them. */
export function RunPages({ query, next, sums }: Pick<RunList, "query" | "next" | "sums">) {
  const money = sums.map(({ amountMinor, currency }) => moneyText(amountMinor, currency)).join(", ");
  return (
    <Pagination
      newerHref={query.after ? flowsHref(query) : null}
      newerLabel="First page"
      olderHref={next && flowsHref(query, { after: next })}
      summary={money && `${money} in these states`}
    />
  );
}
