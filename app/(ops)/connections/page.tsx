import type { Metadata } from "next";
import { Suspense } from "react";
import { AddConnection } from "@/components/connections/add-connection";
import { ConnectionFilters } from "@/components/connections/connection-filters";
import { ConnectionTable } from "@/components/connections/connection-table";
import { NoConnections } from "@/components/connections/no-connections";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import {
  type ConnectionQuery,
  connectionsHref,
  readConnectionQuery,
} from "@/lib/contracts/connections/connection-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import type { Context } from "@/lib/usecases/context";
import { narrowedConnections } from "@/lib/usecases/views/connections/connection-list";
import { connectionRights } from "@/lib/usecases/views/connections/connection-rights";

export const metadata: Metadata = { title: "Connections" };

interface ConnectionsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ConnectionsPage({ searchParams }: ConnectionsPageProps) {
  const query = readConnectionQuery(await searchParams);
  const ctx = await pageContext("connection.read");
  const mayManage = connectionRights(ctx).manage;
  return (
    <>
      <PageHead
        title="Connections"
        sub="Each way in: whether its partner gets through, and what of it waits for someone. Counts are of the last 24 hours."
        actions={mayManage && <AddConnection />}
      />
      <div className="mt-3.5">
        <Suspense fallback={<TableSkeleton label="Reading the connections" />}>
          <List ctx={ctx} query={query} mayManage={mayManage} />
        </Suspense>
      </div>
    </>
  );
}

interface ListProps {
  readonly ctx: Context;
  readonly query: ConnectionQuery;
  readonly mayManage: boolean;
}

async function List({ ctx, query, mayManage }: ListProps) {
  const list = await narrowedConnections(ctx, query);
  if (list.total === 0) return <NoConnections mayManage={mayManage} />;
  return (
    <>
      <ConnectionFilters query={query} counts={list.counts} />
      {list.items.length > 0 ? (
        <ConnectionTable items={list.items} />
      ) : (
        <Card>
          <EmptyState
            title="No connection matches"
            action={<LinkButton href="/connections">Show all {list.total.toLocaleString("en")}</LinkButton>}
          >
            Take a filter away to see more.
          </EmptyState>
        </Card>
      )}
      {(query.after || list.further) && (
        <Pagination
          newerHref={query.after ? connectionsHref(query) : null}
          newerLabel="First"
          olderHref={list.further && connectionsHref(query, { after: list.further })}
          olderLabel="Further"
        />
      )}
    </>
  );
}
