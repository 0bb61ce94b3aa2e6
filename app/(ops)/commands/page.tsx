import type { Metadata } from "next";
import { Suspense } from "react";
import { CommandFilters } from "@/components/commands/command-filters";
import { CommandTable } from "@/components/commands/command-table";
import { EmptyCommands } from "@/components/commands/empty-commands";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { WorkerBanner } from "@/components/odoo/worker-banner";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type CommandQuery, commandsHref, readCommandQuery } from "@/lib/contracts/commands/command-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listCommands } from "@/lib/usecases/views/commands/list-commands";

export const metadata: Metadata = { title: "Odoo writes" };

interface CommandsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CommandsPage({ searchParams }: CommandsPageProps) {
  const ctx = await pageContext("command.read");
  const query = readCommandQuery(await searchParams);
  return (
    <>
      <PageHead
        title="Odoo writes"
        sub="Everything Milepost writes to Odoo: stored first, sent once, checked afterwards."
      />
      <Suspense fallback={<Waiting />}>
        <List ctx={ctx} query={query} />
      </Suspense>
      <PageRefresh everyMs={10_000} />
    </>
  );
}

function Waiting() {
  return (
    <div className="mt-3.5">
      <TableSkeleton label="Reading what was written to Odoo" />
    </div>
  );
}

async function List({ ctx, query }: { readonly ctx: Context; readonly query: CommandQuery }) {
  const list = await pageRead(listCommands(ctx, query));
  return (
    <>
      <WorkerBanner stale={list.stale}>Nothing is sent to Odoo right now.</WorkerBanner>
      <CommandFilters {...list} />
      {list.rows.length === 0 ? <EmptyCommands query={query} /> : <CommandTable rows={list.rows} />}
      <Pagination
        newerHref={list.newer && commandsHref(query, { before: list.newer })}
        olderHref={list.older && commandsHref(query, { after: list.older })}
        summary={list.bounded}
      />
    </>
  );
}
