import Link from "next/link";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
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
  { key: "lateCarrier", counted: "late_carrier", words: "late, the carrier's doing", fill: "bg-bad" },
  { key: "lateOther", counted: "late_other", words: "late, others' doing", fill: "bg-line-strong" },
  { key: "lateUnknown", counted: "late_unknown", words: "late, no reason told", fill: "bg-warn" },
] as const;

/** Delivery promises kept, and who could have controlled those that were not. */
export function PromiseShares({ by, groups, query, period }: PromiseSharesProps) {
  const judged = groups.filter(({ deliveryJudged }) => deliveryJudged > 0);
  const { from, to } = period;
  return (
    <Card
      flush
      title={by === "carrier" ? "Carriers against their promises" : "Customers and what they were promised"}
      aside={
        by === "carrier" ? (
          <LinkButton kind="quiet" href={overviewHref("/scorecards", { ...query, carrier: undefined })}>
            Scorecards
          </LinkButton>
        ) : undefined
      }
    >
      {judged.length === 0 ? (
        <p className="px-4 py-6 text-ink-3">Nothing with an appointment was delivered in these days.</p>
      ) : (
        <ul>
          {judged.map((group) => (
            <li
              key={group.name}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line px-4 py-2 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,46%)]"
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
                <span className="text-xs text-ink-3">{` of ${numberText(group.deliveryJudged)}`}</span>
              </span>
              <span className="flex h-2 overflow-clip rounded-full bg-sunken max-sm:col-span-2 max-sm:mt-1">
                {PARTS.filter(({ key }) => group[key] > 0).map(({ key, counted, words, fill }) => (
                  <Link
                    key={key}
                    title={`${numberText(group[key])} ${words}`}
                    className={fill}
                    style={{ width: `${(group[key] / group.deliveryJudged) * 100}%` }}
                    href={countedHref({
                      ...{ counted, from, to, customer: query.customer, carrier: query.carrier },
                      [by]: group.name,
                    })}
                  >
                    <VisuallyHidden>{`${group.name}: ${numberText(group[key])} ${words}`}</VisuallyHidden>
                  </Link>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2 text-xs text-ink-3">
        {PARTS.map(({ key, words, fill }) => (
          <span key={key} className="flex items-center gap-1.5">
            <span className={`size-2 rounded-xs ${fill}`} />
            {words}
          </span>
        ))}
      </p>
    </Card>
  );
}
