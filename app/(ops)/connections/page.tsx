import type { Metadata } from "next";
import { Suspense } from "react";
import { AddConnection } from "@/components/connections/add-connection";
import { ConnectionTable } from "@/components/connections/connection-table";
import { NoConnections } from "@/components/connections/no-connections";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import type { Context } from "@/lib/usecases/context";
import { connectionList } from "@/lib/usecases/views/connections/connection-list";
import { connectionRights } from "@/lib/usecases/views/connections/connection-rights";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage() {
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
          <List ctx={ctx} mayManage={mayManage} />
        </Suspense>
      </div>
    </>
  );
}

async function List({ ctx, mayManage }: { readonly ctx: Context; readonly mayManage: boolean }) {
  const items = await connectionList(ctx);
  return items.length > 0 ? <ConnectionTable items={items} /> : <NoConnections mayManage={mayManage} />;
}
