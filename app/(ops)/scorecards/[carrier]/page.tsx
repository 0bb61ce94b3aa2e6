import type { Metadata } from "next";
import Link from "next/link";
import { OverviewFilters } from "@/components/overview/overview-filters";
import { ScorecardView } from "@/components/overview/scorecard-view";
import { PageHead } from "@/components/ui/page-head";
import { overviewHref, readOverviewQuery } from "@/lib/contracts/overview/overview-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { scorecard } from "@/lib/usecases/views/overview/scorecards";

export const metadata: Metadata = { title: "Carrier scorecard" };

interface ScorecardPageProps {
  readonly params: Promise<{ readonly carrier: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ScorecardPage({ params, searchParams }: ScorecardPageProps) {
  const ctx = await pageContext("overview.read");
  const carrier = decodeURIComponent((await params).carrier);
  const query = { ...readOverviewQuery(await searchParams), carrier: undefined };
  const card = await pageRead(scorecard(ctx, carrier, query));
  const { delivered } = card.totals.now;
  return (
    <>
      <PageHead
        trail={<Link href={overviewHref("/scorecards", query)}>Carrier scorecards</Link>}
        title={carrier}
        sub={`${delivered.toLocaleString("en")} delivered ${card.period.from} to ${card.period.to}`}
      />
      <OverviewFilters
        path={`/scorecards/${encodeURIComponent(carrier)}`}
        without="carrier"
        {...card}
        query={query}
      />
      <ScorecardView card={card} />
    </>
  );
}
