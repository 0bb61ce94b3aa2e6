import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { Counted } from "@/lib/contracts/overview/counted";
import type { OverviewSums } from "@/lib/contracts/overview/overview-page";
import { countedHref } from "@/lib/contracts/overview/overview-query";
import type { Scorecard } from "@/lib/contracts/overview/scorecard";
import { numberText, shareChange, shareText } from "./figure-text";
import { Figure } from "./lead-card";
import { OtifChart } from "./otif-chart";

type Of = (sums: OverviewSums) => number;

/** How one carrier does, each number with its list. */
export function ScorecardView({ card }: { readonly card: Scorecard }) {
  const { totals } = card;
  const { now } = totals;
  const list = listOf(card);
  const share = (name: string, part: Of, whole: Of, links: React.ReactNode) => (
    <Figure
      name={name}
      value={shareText(part(now), whole(now))}
      change={shareChange(
        { part: part(now), whole: whole(now) },
        { part: part(totals.before), whole: whole(totals.before) },
      )}
    >
      {links}
    </Figure>
  );
  return (
    <div className="gap-3.5 *:mb-3.5 *:break-inside-avoid lg:columns-2">
      <Card flush title="Promises">
        <dl className="grid gap-px bg-line sm:grid-cols-2">
          {share(
            "Tenders accepted",
            (s) => s.tenderAccepted,
            (s) => s.tendered,
            [
              list("tender_accepted", now.tenderAccepted, "accepted"),
              list("tender_declined", now.tenderDeclined, "declined"),
              list(
                "tender_unanswered",
                now.tendered - now.tenderAccepted - now.tenderDeclined,
                "never answered",
              ),
            ],
          )}
          {share(
            "Picked up on time",
            (s) => s.pickupOnTime,
            (s) => s.pickupJudged,
            [
              list("pickup_on_time", now.pickupOnTime, "on time"),
              list("pickup_late", now.pickupJudged - now.pickupOnTime, "late"),
            ],
          )}
          {share(
            "Delivered on time",
            (s) => s.onTime,
            (s) => s.deliveryJudged,
            [list("on_time", now.onTime, "on time"), list("late", now.deliveryJudged - now.onTime, "late")],
          )}
          {share(
            "Late deliveries it could have controlled",
            (s) => s.lateCarrier,
            (s) => s.deliveryJudged - s.onTime,
            [
              list("late_carrier", now.lateCarrier, "its own doing"),
              list("late_other", now.lateOther, "others'"),
              list("late_unknown", now.lateUnknown, "no reason told"),
            ],
          )}
        </dl>
      </Card>
      <OtifChart
        title="Delivered on time, by week"
        points={card.weeks.map(({ day, to, onTime, deliveryJudged }) => ({
          day,
          to,
          part: onTime,
          whole: deliveryJudged,
        }))}
        total={card.weeks.reduce(
          (sum, week) => ({ part: sum.part + week.onTime, whole: sum.whole + week.deliveryJudged }),
          { part: 0, whole: 0 },
        )}
        target={card.target}
        query={{ ...card.query, carrier: card.carrier }}
        counted={{ part: "on_time", whole: "delivery_judged" }}
      />
      <Card flush title="How well it tells">
        <dl className="grid gap-px bg-line sm:grid-cols-2">
          {share(
            "Words later than 2 h",
            (s) => s.lateMessages,
            (s) => s.messages,
            [
              list(
                "late_word",
                now.lateWordShipments,
                `deliveries; ${numberText(now.lateMessages)} of ${numberText(now.messages)} words`,
              ),
            ],
          )}
          {share(
            "Words after a newer one",
            (s) => s.outOfOrder,
            (s) => s.messages,
            [list("disordered", now.disorderedShipments, `deliveries; ${numberText(now.outOfOrder)} words`)],
          )}
          {share(
            "Deliveries with over 4 h of silence",
            (s) => s.silentShipments,
            (s) => s.delivered,
            [
              list(
                "silent",
                now.silentShipments,
                `deliveries; ${numberText(Math.round(now.silentMinutes / 60))} h of silence beyond that`,
              ),
            ],
          )}
          <Figure name="Invoices that were right" value="–" change="Comes with freight audit.">
            Carrier invoices are read, not compared with a contract yet.
          </Figure>
        </dl>
      </Card>
      <Card flush title="Claims">
        <dl className="grid gap-px bg-line sm:grid-cols-2">
          {(["damaged", "short", "refused", "lost"] as const).map((kind) => (
            <Figure
              key={kind}
              name={{ damaged: "Damaged", short: "Short", refused: "Refused", lost: "Lost" }[kind]}
              value={numberText(now[kind])}
              change={`${numberText(totals.before[kind])} in the ${card.before.days} days before`}
            >
              {list(kind, now[kind], now[kind] === 1 ? "shipment" : "shipments")}
            </Figure>
          ))}
        </dl>
      </Card>
    </div>
  );
}

function listOf({ period, query, carrier }: Scorecard) {
  const { from, to } = period;
  return (counted: Counted, count: number, words: string) => (
    <span key={counted} className="mr-3 inline-block">
      <Link
        className="text-accent"
        href={countedHref({ counted, from, to, customer: query.customer, carrier })}
      >
        {numberText(count)}
      </Link>
      {` ${words}`}
    </span>
  );
}
