import type { Metadata } from "next";
import { Suspense } from "react";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { OutboundFilters } from "@/components/outbound/outbound-filters";
import { OutboundTable } from "@/components/outbound/outbound-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type OutboundQuery, outboundHref, readOutboundQuery } from "@/lib/contracts/outbound/outbound-list";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listOutbound } from "@/lib/usecases/views/outbound/outbound-list";

export const metadata: Metadata = { title: "Outbound" };

interface OutboundPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OutboundPage({ searchParams }: OutboundPageProps) {
  const ctx = await pageContext("outbound.read");
  const query = readOutboundQuery(await searchParams);
  return (
    <>
      <PageHead
        title="Outbound"
        sub="Everything sent to partners, customers and people: stored first, sent once, tried again when it fails, kept."
      />
      <div className="mt-3.5 grid gap-3.5">
        <Suspense key={outboundHref(query, query)} fallback={<TableSkeleton label="Reading what goes out" />}>
          <List ctx={ctx} query={query} />
        </Suspense>
      </div>
      <PageRefresh everyMs={10_000} />
    </>
  );
}

async function List({ ctx, query }: { readonly ctx: Context; readonly query: OutboundQuery }) {
  const list = await pageRead(listOutbound(ctx, query));
  const isNarrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <>
      <OutboundFilters query={query} {...list} />
      {list.items.length > 0 ? (
        <OutboundTable items={list.items} />
      ) : (
        <Card>{isNarrowed ? <NothingMatches /> : <NothingSent />}</Card>
      )}
      <Pagination
        newerHref={query.after ? outboundHref(query) : null}
        newerLabel="Newest"
        olderHref={list.older && outboundHref(query, { after: list.older })}
      />
    </>
  );
}

function NothingMatches() {
  return (
    <EmptyState
      title="Nothing matches these filters"
      action={<LinkButton href="/outbound">Clear the filters</LinkButton>}
    >
      Take a filter away to see more.
    </EmptyState>
  );
}

function NothingSent() {
  return (
    <EmptyState
      title="Nothing was sent yet"
      action={<LinkButton href="/connections">See the connections</LinkButton>}
    >
      Milepost answers each group of an X12 message with a 997, and sends what flows and people ask for.
    </EmptyState>
  );
}
