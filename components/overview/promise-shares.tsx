import Link from "next/link";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { clocksHref } from "@/lib/contracts/clocks/clock-query";
import type { Counted } from "@/lib/contracts/overview/counted";
import type { GroupSums } from "@/lib/contracts/overview/overview-page";
import {
  countedHref,
  type OverviewQuery,
  overviewHref,
  type Period,
} from "@/lib/contracts/overview/overview-query";
import { numberText, shareText } from "./figure-text";

interface PromiseSharesProps {
  readonly by: "customer" | "carrier";
  readonly groups: readonly GroupSums[];
  readonly query: OverviewQuery;
  readonly period: Period;
}

const PARTS = [
  { key: "onTime", counted: "on_time", words: "on time", fill: "bg-ok" },
  { key: "lateCarrier", counted: "late_carrier", words: "late by the carrier", fill: "bg-bad" },
  { key: "lateOther", counted: "late_other", words: "late by others", fill: "bg-line-strong" },
  { key: "lateUnknown", counted: "late_unknown", words: "late, no reason told", fill: "bg-warn" },
] as const;

/** Delivery promises kept, and who could have controlled those that were not. */
export function PromiseShares({ by, groups, query, period }: PromiseSharesProps) {
  const judged = groups.filter(({ deliveryJudged }) => deliveryJudged > 0);
  const list = ({ name }: GroupSums, counted: Counted) =>
    countedHref({
      ...{ counted, from: period.from, to: period.to, customer: query.customer, carrier: query.carrier },
      [by]: name,
    });
  const everyCustomer = clocksHref({
    ...{ tab: "adherence", by: "customer", kind: "delivery", carrier: query.carrier },
    ...{ from: period.from, until: period.to },
  });
  return (
    <Card
      flush
      title={by === "carrier" ? "Carriers against their promises" : "Customers and what they were promised"}
      aside={
        <LinkButton
          kind="quiet"
          href={
            by === "carrier" ? overviewHref("/scorecards", { ...query, carrier: undefined }) : everyCustomer
          }
        >
          {by === "carrier" ? "Scorecards" : "All customers"}
        </LinkButton>
      }
    >
      {judged.length === 0 ? (
        <p className="px-4 py-6 text-ink-3">Nothing with an appointment was delivered in these days.</p>
      ) : (
        <ul>
          {judged.map((group) => (
            <li
              key={group.name}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line px-4 py-2 last:border-b-0"
            >
              <Link
                className="truncate hover:text-accent"
                href={
                  by === "carrier"
                    ? overviewHref(`/scorecards/${encodeURIComponent(group.name)}`, {
                        ...query,
                        carrier: undefined,
                      })
                    : overviewHref("/overview", query, { customer: group.name })
                }
              >
                {group.name}
              </Link>
              <span className="text-right tabular-nums">
                {shareText(group.onTime, group.deliveryJudged)}
                <span className="text-xs text-ink-3">
                  {" of "}
                  <Link className="text-accent" href={list(group, "delivery_judged")}>
                    {numberText(group.deliveryJudged)}
                  </Link>
                </span>
              </span>
              <span aria-hidden="true" className="col-span-2 mt-1 flex h-1.5 overflow-clip rounded-full">
                {PARTS.map(({ key, fill }) => (
                  <span
                    key={key}
                    className={fill}
                    style={{ width: `${(group[key] / group.deliveryJudged) * 100}%` }}
                  />
                ))}
              </span>
              <span className="col-span-2 mt-1 flex flex-wrap gap-x-3 text-xs text-ink-3">
                {PARTS.filter(({ key }) => group[key] > 0).map(({ key, counted, words, fill }) => (
                  <span key={key} className="inline-flex items-center gap-1.5">
                    <span aria-hidden="true" className={`size-2 rounded-xs ${fill}`} />
                    <Link className="text-accent" href={list(group, counted)}>
                      {numberText(group[key])}
                    </Link>
                    {words}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
