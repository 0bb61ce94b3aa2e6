import type { Metadata } from "next";
import { Suspense } from "react";
import { AdherenceView } from "@/components/clocks/adherence-view";
import { ClocksRefresh } from "@/components/clocks/clocks-refresh";
import { ClocksView } from "@/components/clocks/clocks-view";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type ClockQuery, readClockQuery } from "@/lib/contracts/clocks/clock-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { clockAdherence } from "@/lib/usecases/views/clocks/clock-adherence";
import { listClocks } from "@/lib/usecases/views/clocks/list-clocks";

export const metadata: Metadata = { title: "SLA clocks" };

interface ClocksPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ClocksPage({ searchParams }: ClocksPageProps) {
  const ctx = await pageContext("shipment.read");
  const query = readClockQuery(await searchParams);
  return (
    <>
      <PageHead
        title="SLA clocks"
        sub="Every promise that runs, and when it runs out."
        actions={<LinkButton href="/clocks/policies">Policies</LinkButton>}
      />
      <Suspense key={query.tab} fallback={<Loading />}>
        {query.tab === "adherence" ? <Kept ctx={ctx} query={query} /> : <Running ctx={ctx} query={query} />}
      </Suspense>
      {query.tab !== "adherence" && <ClocksRefresh />}
    </>
  );
}

interface PartProps {
  readonly ctx: Context;
  readonly query: ClockQuery;
}

async function Running({ ctx, query }: PartProps) {
  return <ClocksView list={await pageRead(listClocks(ctx, query))} />;
}

async function Kept({ ctx, query }: PartProps) {
  return <AdherenceView adherence={await pageRead(clockAdherence(ctx, query))} />;
}

function Loading() {
  return (
    <div className="mt-3.5">
      <TableSkeleton label="Reading the promises" />
    </div>
  );
}
