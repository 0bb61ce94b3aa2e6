import type { Metadata } from "next";
import { Suspense } from "react";
import { NoticeTable } from "@/components/notices/notice-table";
import { NoticeTabs } from "@/components/notices/notice-tabs";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterPill } from "@/components/ui/filter-pill";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type NoticeQuery, readNoticeQuery } from "@/lib/contracts/notices/notice-list";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listNotices } from "@/lib/usecases/views/notices/notice-list";
import { noticeRights } from "@/lib/usecases/views/notices/notice-rights";

export const metadata: Metadata = { title: "Notices sent and failed" };

interface SentPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const STATES = [
  { state: undefined, label: "All" },
  { state: "failed", label: "Failed" },
  { state: "waiting", label: "Waiting" },
  { state: "sent", label: "Sent" },
] as const;

const hrefOf = ({ state, after }: NoticeQuery) => {
  const params = new URLSearchParams({ ...(state ? { state } : {}), ...(after ? { after } : {}) });
  return params.size > 0 ? `/notices/sent?${params}` : "/notices/sent";
};

export default async function SentPage({ searchParams }: SentPageProps) {
  const ctx = await pageContext("notice.read");
  const query = readNoticeQuery(await searchParams);
  return (
    <>
      <PageHead
        title="Notices sent and failed"
        sub="Everything told outside Milepost: stored first, tried again with growing pauses, kept."
      />
      <div className="mt-3.5 grid gap-3.5">
        <NoticeTabs current="sent" may={noticeRights(ctx)} />
        <nav aria-label="State" className="flex flex-wrap gap-2.5">
          {STATES.map(({ state, label }) => (
            <FilterPill key={label} href={hrefOf({ state })} on={query.state === state}>
              {label}
            </FilterPill>
          ))}
        </nav>
        <Suspense key={hrefOf(query)} fallback={<TableSkeleton label="Reading what was sent" />}>
          <List ctx={ctx} query={query} />
        </Suspense>
      </div>
      <PageRefresh everyMs={10_000} />
    </>
  );
}

async function List({ ctx, query }: { readonly ctx: Context; readonly query: NoticeQuery }) {
  const list = await pageRead(listNotices(ctx, query));
  if (list.rows.length === 0)
    return (
      <EmptyState
        title={query.state === "failed" ? "Nothing failed" : "Nothing was sent"}
        action={<LinkButton href="/notices">See subscriptions</LinkButton>}
      >
        {query.state === "failed"
          ? "Every receiver took what it was sent."
          : "What goes out by mail, webhook, Slack or Teams is listed here."}
      </EmptyState>
    );
  return (
    <div>
      <NoticeTable rows={list.rows} mayResend={list.mayResend} />
      <Pagination
        newerHref={query.after ? hrefOf({ state: query.state }) : null}
        olderHref={list.older && hrefOf({ ...query, after: list.older })}
        summary={null}
      />
    </div>
  );
}
