import type { Metadata } from "next";
import { Suspense } from "react";
import { DecideOnAll } from "@/components/flows/bulk-decide";
import { EmptyRuns } from "@/components/flows/empty-runs";
import { PausedFlows, PauseMenu } from "@/components/flows/flow-pauses";
import { RunFilters } from "@/components/flows/run-filters";
import { RunPages } from "@/components/flows/run-pages";
import { RunTable } from "@/components/flows/run-table";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type RunQuery, readRunQuery } from "@/lib/contracts/flows/run-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listRuns } from "@/lib/usecases/views/flows/list-runs";

export const metadata: Metadata = { title: "Flows" };

interface FlowsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function FlowsPage({ searchParams }: FlowsPageProps) {
  const ctx = await pageContext("flow.read");
  const query = readRunQuery(await searchParams);
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <List ctx={ctx} query={query} />
      </Suspense>
      <PageRefresh everyMs={10_000} />
    </>
  );
}

function Waiting() {
  return (
    <>
      <Head />
      <div className="mt-3.5">
        <TableSkeleton label="Reading the flows" />
      </div>
    </>
  );
}

function Head({ actions }: { readonly actions?: React.ReactNode }) {
  return (
    <PageHead
      title="Flows"
      sub="What rules and people set going: each step, what holds it, and what it came to. Every effect lands once."
      actions={actions}
    />
  );
}

async function List({ ctx, query }: { readonly ctx: Context; readonly query: RunQuery }) {
  const list = await pageRead(listRuns(ctx, query));
  return (
    <>
      <Head
        actions={
          <>
            <LinkButton href="/flows/settings">Settings</LinkButton>
            {list.bulk.length > 0 && list.rows.length > 0 && <DecideOnAll {...list} />}
            {list.mayPause && <PauseMenu paused={list.paused} />}
          </>
        }
      />
      <PausedFlows paused={list.paused} mayPause={list.mayPause} />
      <RunFilters {...list} />
      {list.rows.length === 0 ? <EmptyRuns query={query} /> : <RunTable rows={list.rows} />}
      <RunPages {...list} />
    </>
  );
}
