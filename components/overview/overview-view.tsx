import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { StaleBanner } from "@/components/ui/stale-banner";
import type { OverviewPage } from "@/lib/contracts/overview/overview-page";
import { countedHref } from "@/lib/contracts/overview/overview-query";
import { boardHref, readBoardQuery } from "@/lib/contracts/shipments/board-query";
import type { Role } from "@/lib/domain/access/role";
import { ExceptionsChart } from "./exceptions-chart";
import { numberText, shareChange, shareText } from "./figure-text";
import { FreshnessCard } from "./freshness-card";
import { LeadCard } from "./lead-card";
import { MoneyTileList } from "./money-tiles";
import { OtifChart } from "./otif-chart";
import { PromiseShares } from "./promise-shares";
import { StagesCard } from "./stages-card";
import { Tile } from "./tile";

type Part = "otif" | "carriers" | "customers" | "exceptions" | "stages" | "freshness" | "lead";

/** What each role looks for first. */
const ORDER: Readonly<Record<Role, readonly Part[]>> = {
  lead: ["otif", "carriers", "lead", "customers", "exceptions", "freshness", "stages"],
  admin: ["otif", "carriers", "lead", "customers", "exceptions", "freshness", "stages"],
  dispatcher: ["stages", "carriers", "exceptions", "otif", "freshness", "customers", "lead"],
  customer_service: ["customers", "otif", "stages", "exceptions", "carriers", "lead"],
  finance: ["lead", "otif", "customers", "carriers", "exceptions", "stages", "freshness"],
  it: ["freshness", "exceptions", "stages", "otif", "carriers", "customers", "lead"],
};

/** Whether the promises are kept, what presses now, and how well we know it. */
export function OverviewView({ page }: { readonly page: OverviewPage }) {
  return (
    <>
      {page.stale && (
        <StaleBanner>
          {"Nobody works on what comes in: these numbers stand as they were "}
          {page.stale.workerSeenAt ? <RelativeTime at={page.stale.workerSeenAt} /> : "before any worker ran"}
          {". Start a worker."}
        </StaleBanner>
      )}
      {page.catchingUp && (
        <StaleBanner>
          {page.catchingUp.since === null ? (
            "Shipments from before this page existed are not in its numbers yet"
          ) : (
            <>
              {"Shipments that were entered before "}
              <AbsoluteTime at={page.catchingUp.since} />
              {" are not in its numbers yet"}
            </>
          )}
          {". The worker adds them, the newest first; “milepost rebuild” adds them at once."}
        </StaleBanner>
      )}
      <div className="mt-3.5 grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3.5">
        <Tiles page={page} />
      </div>
      <div className="mt-3.5 gap-3.5 *:mb-3.5 *:break-inside-avoid lg:columns-2">
        {ORDER[page.role].map((part) => (
          <Part key={part} part={part} page={page} />
        ))}
      </div>
    </>
  );
}

function Tiles({ page }: { readonly page: OverviewPage }) {
  const { action, totals, query, period, openExceptions, money } = page;
  const { customer, carrier } = query;
  const board = (attention: string) => boardHref(readBoardQuery({ attention, customer, carrier }));
  const list = (counted: "not_otif" | "delivery_judged") =>
    countedHref({ counted, from: period.from, to: period.to, customer, carrier });
  const text = (count: number) =>
    `${numberText(count)}${action.cappedAt !== null && count >= action.cappedAt ? "+" : ""}`;
  const kept = { part: totals.now.otif, whole: totals.now.deliveryJudged };
  const before = { part: totals.before.otif, whole: totals.before.deliveryJudged };
  return (
    <>
      <Tile label="Needs action now" value={text(action.needsAction)} href={board("needs_action")}>
        <Link className="text-accent" href={board("late")}>
          {text(action.late)}
        </Link>
        {" late, "}
        <Link className="text-accent" href={board("at_risk")}>
          {text(action.atRisk)}
        </Link>
        {" at risk"}
        {action.oldestAt && (
          <>
            {"; oldest late for "}
            <RelativeTime at={action.oldestAt} form="age" />
          </>
        )}
      </Tile>
      <Tile label="On time, in full" value={shareText(kept.part, kept.whole)}>
        <p>
          <Link className="text-accent" href={list("not_otif")}>
            {numberText(kept.whole - kept.part)}
          </Link>
          {" of "}
          <Link className="text-accent" href={list("delivery_judged")}>
            {numberText(kept.whole)}
          </Link>
          {" were not"}
        </p>
        <p>{shareChange(kept, before)}</p>
      </Tile>
      {openExceptions !== null && (
        <Tile label="Open exceptions" value={numberText(openExceptions)} href="/exceptions">
          now, acknowledged ones with them
        </Tile>
      )}
      {money && <MoneyTileList money={money} query={query} period={period} />}
    </>
  );
}

function Part({ part, page }: { readonly part: Part; readonly page: OverviewPage }) {
  const { query, period, totals } = page;
  switch (part) {
    case "otif":
      return (
        <OtifChart
          title="On time, in full"
          points={page.days.map(({ day, otif, deliveryJudged }) => ({
            day,
            to: day,
            part: otif,
            whole: deliveryJudged,
          }))}
          total={{ part: totals.now.otif, whole: totals.now.deliveryJudged }}
          target={page.target}
          query={query}
          counted={{ part: "otif", whole: "delivery_judged" }}
        />
      );
    case "carriers":
      return <PromiseShares by="carrier" groups={page.carriers} query={query} period={period} />;
    case "customers":
      return <PromiseShares by="customer" groups={page.customers} query={query} period={period} />;
    case "exceptions":
      return <ExceptionsChart days={page.exceptionDays} query={query} />;
    case "stages":
      return <StagesCard stages={page.stages} query={query} />;
    case "freshness":
      return page.freshness && <FreshnessCard lines={page.freshness} />;
    case "lead":
      return <LeadCard figures={page.lead} query={query} period={period} />;
  }
}
