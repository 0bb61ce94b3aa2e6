import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { LeadFigures } from "@/lib/contracts/overview/overview-page";
import {
  countedHref,
  drillHref,
  type OverviewQuery,
  type Period,
} from "@/lib/contracts/overview/overview-query";
import { BEYOND, INVOICE_MINUTES } from "@/lib/domain/overview/buckets";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { boundText, numberText, shareChange, shareText, signed } from "./figure-text";

interface LeadCardProps {
  readonly figures: LeadFigures;
  readonly query: OverviewQuery;
  readonly period: Period;
}

/** "within 24 h", "over 60 d". */
function withinText(minutes: number | null): string {
  const text = boundText(minutes, INVOICE_MINUTES, MINUTE_MS);
  return minutes === BEYOND ? text : `within ${text}`;
}

/** What a lead answers for, each beside the days before. */
export function LeadCard({ figures, query, period }: LeadCardProps) {
  const { podToInvoice, billed, paid, touches, companyDeliveries } = figures;
  const { from, to } = period;
  const list = (counted: "billed" | "billed_touched" | "paid" | "paid_touched") =>
    countedHref({ counted, from, to, customer: query.customer, carrier: query.carrier });
  const delay = podToInvoice.now;
  const per100 = (of: "now" | "before") => (touches[of] / companyDeliveries[of]) * 100;
  return (
    <Card
      flush
      title="What we answer for"
      aside={<span className="text-xs text-ink-3">against the {period.days} days before</span>}
    >
      <dl className="grid gap-px bg-line sm:grid-cols-2">
        <Figure
          name="From proof of delivery to invoice"
          value={delay.medianMinutes === null ? "–" : `half ${withinText(delay.medianMinutes)}`}
          change={
            delay.medianMinutes === null
              ? "too few invoiced with a proof to say"
              : podToInvoice.before.medianMinutes === null
                ? "too few before to compare"
                : `before: half ${withinText(podToInvoice.before.medianMinutes)}, 90% ${withinText(podToInvoice.before.p90Minutes)}`
          }
        >
          {delay.p90Minutes !== null && `90% ${withinText(delay.p90Minutes)}; `}
          <Link className="text-accent" href={list("billed")}>{`${numberText(billed.now.all)} billed`}</Link>
        </Figure>
        <Touchless
          name="Deliveries billed without a touch"
          figure={billed}
          list={list("billed")}
          touched={list("billed_touched")}
        />
        <Touchless
          name="Invoices settled without a touch"
          figure={paid}
          list={list("paid")}
          touched={list("paid_touched")}
        />
        <Figure
          name="Manual touches per 100 deliveries"
          value={
            companyDeliveries.now === 0
              ? "–"
              : per100("now").toLocaleString("en", { maximumFractionDigits: 1 })
          }
          change={
            companyDeliveries.now === 0
              ? "nothing delivered in these days"
              : companyDeliveries.before < 20
                ? "too few before to compare"
                : `${signed(per100("now") - per100("before"))} on the days before`
          }
        >
          <Link
            className="text-accent"
            href={drillHref("touches", {}, period)}
          >{`${numberText(touches.now)} touches`}</Link>
          {" on "}
          <Link
            className="text-accent"
            href={countedHref({ counted: "delivered", from, to })}
          >{`${numberText(companyDeliveries.now)} deliveries`}</Link>
          {(query.customer || query.carrier) && ", whole company"}
        </Figure>
      </dl>
    </Card>
  );
}

interface TouchlessProps {
  readonly name: string;
  readonly figure: LeadFigures["billed"];
  readonly list: string;
  readonly touched: string;
}

function Touchless({ name, figure: { now, before }, list, touched }: TouchlessProps) {
  const clean = ({ all, touched: by }: { all: number; touched: number }) => ({ part: all - by, whole: all });
  return (
    <Figure
      name={name}
      value={shareText(now.all - now.touched, now.all)}
      change={shareChange(clean(now), clean(before))}
    >
      <Link className="text-accent" href={list}>{`${numberText(now.all)} in all`}</Link>
      {", "}
      <Link className="text-accent" href={touched}>{`${numberText(now.touched)} touched`}</Link>
    </Figure>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly change: string;
  readonly children: React.ReactNode;
}

export function Figure({ name, value, change, children }: FigureProps) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd>
        <p className="mt-0.5 text-lg font-bold tabular-nums">{value}</p>
        <p className="text-xs text-ink-2">{children}</p>
        <p className="text-xs text-ink-3">{change}</p>
      </dd>
    </div>
  );
}
