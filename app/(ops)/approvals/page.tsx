import type { Metadata } from "next";
import { Suspense } from "react";
import { ApprovalDesk } from "@/components/flows/approval-desk";
import { AwayButton } from "@/components/flows/away-dialog";
import { AwayNotes } from "@/components/flows/away-notes";
import { AnswerAll } from "@/components/flows/bulk-decide";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterPill } from "@/components/ui/filter-pill";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type ApprovalQuery, readApprovalQuery } from "@/lib/contracts/flows/run-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { awayPage } from "@/lib/usecases/views/flows/away-page";
import { listApprovals } from "@/lib/usecases/views/flows/list-approvals";

export const metadata: Metadata = { title: "Approvals" };

interface ApprovalsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ApprovalsPage({ searchParams }: ApprovalsPageProps) {
  const ctx = await pageContext("flow.read");
  const query = readApprovalQuery(await searchParams);
  const away = await pageRead(awayPage(ctx));
  return (
    <>
      <PageHead
        title="Approvals"
        sub="What waits for a yes, longest first. A decision takes effect after ten seconds, and can be taken back until then."
        actions={
          <>
            {away.mayAnswerAll && <AnswerAll />}
            {away.mayLend && <AwayButton colleagues={away.colleagues} />}
          </>
        }
      />
      <AwayNotes {...away} />
      <nav aria-label="Whose" className="mt-3.5 flex flex-wrap gap-2.5">
        <FilterPill href="/approvals" on={query.of === "mine"}>
          I may decide
        </FilterPill>
        <FilterPill href="/approvals?of=all" on={query.of === "all"}>
          All
        </FilterPill>
      </nav>
      <Suspense fallback={<TableSkeleton label="Reading what waits for approval" />}>
        <List ctx={ctx} query={query} />
      </Suspense>
      <PageRefresh everyMs={10_000} />
    </>
  );
}

async function List({ ctx, query }: { readonly ctx: Context; readonly query: ApprovalQuery }) {
  const list = await pageRead(listApprovals(ctx, query));
  return (
    <>
      <div className="mt-3.5">
        <ApprovalDesk rows={list.rows} />
      </div>
      {list.rows.length === 0 && (
        <Card>
          <EmptyState
            title={query.of === "mine" ? "Nothing waits for your yes" : "Nothing waits for approval"}
          >
            When a flow asks, it stands here with everything it knows.
          </EmptyState>
        </Card>
      )}
      <Pagination
        newerHref={query.after ? `/approvals?of=${query.of}` : null}
        newerLabel="First page"
        olderHref={list.next && `/approvals?of=${query.of}&after=${encodeURIComponent(list.next)}`}
      />
    </>
  );
}
