import type { Metadata } from "next";
import { Suspense } from "react";
import { OverviewFilters } from "@/components/overview/overview-filters";
import { ScorecardTable } from "@/components/overview/scorecard-table";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { readOverviewQuery } from "@/lib/contracts/overview/overview-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { scorecardList } from "@/lib/usecases/views/overview/scorecards";

export const metadata: Metadata = { title: "Carrier scorecards" };

interface ScorecardsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default function ScorecardsPage({ searchParams }: ScorecardsPageProps) {
  return (
    <>
      <PageHead title="Carrier scorecards" sub="Who keeps what was promised, and who could have." />
      <Suspense fallback={<TableSkeleton label="Reading the scorecards" />}>
        <Scorecards searchParams={searchParams} />
      </Suspense>
    </>
  );
}

async function Scorecards({ searchParams }: ScorecardsPageProps) {
  const ctx = await pageContext("overview.read");
  const list = await pageRead(scorecardList(ctx, readOverviewQuery(await searchParams)));
  return (
    <>
      <OverviewFilters path="/scorecards" without="carrier" {...list} />
      <ScorecardTable list={list} />
    </>
  );
}
