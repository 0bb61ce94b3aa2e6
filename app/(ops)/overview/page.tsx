import type { Metadata } from "next";
import { Suspense } from "react";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { HeadSentence } from "@/components/overview/head-sentence";
import { OverviewFilters } from "@/components/overview/overview-filters";
import { OverviewSkeleton } from "@/components/overview/overview-skeleton";
import { OverviewView } from "@/components/overview/overview-view";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { readOverviewQuery } from "@/lib/contracts/overview/overview-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { overview } from "@/lib/usecases/views/overview/overview";

export const metadata: Metadata = { title: "Overview" };

interface OverviewPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default function OverviewPage({ searchParams }: OverviewPageProps) {
  return (
    <Suspense fallback={<OverviewSkeleton title="Overview" />}>
      <Overview searchParams={searchParams} />
    </Suspense>
  );
}

async function Overview({ searchParams }: OverviewPageProps) {
  const ctx = await pageContext("overview.read");
  const page = await pageRead(overview(ctx, readOverviewQuery(await searchParams)));
  const title = new Date(`${page.today}T00:00:00Z`).toLocaleDateString("en-GB", {
    ...{ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" },
  } as const);
  const narrowed = page.query.customer ?? page.query.carrier;
  return (
    <>
      <PageHead title={title} sub={<HeadSentence page={page} />} />
      <OverviewFilters path="/overview" {...page} />
      {page.hasShipments || narrowed ? (
        <OverviewView page={page} />
      ) : (
        <EmptyState
          title="Nothing to look over yet"
          action={<LinkButton href="/connections">Go to connections</LinkButton>}
        >
          The first load tender (204), or a status of a carrier that may create shipments, puts a shipment
          here.
        </EmptyState>
      )}
      <LiveRefresh of="anything" />
    </>
  );
}
