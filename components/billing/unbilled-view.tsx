import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { StaleBanner } from "@/components/ui/stale-banner";
import { Tabs } from "@/components/ui/tabs";
import type { UnbilledPage } from "@/lib/contracts/billing/unbilled-page";
import { BILLING_TABS, unbilledHref } from "@/lib/contracts/billing/unbilled-query";
import { AgeCard } from "./age-card";
import { plural, TAB_WORDS } from "./billing-words";
import { BlockerCard } from "./blocker-card";
import { TotalsTiles } from "./totals-tiles";
import { TrendChart } from "./trend-chart";
import { UnbilledFilters } from "./unbilled-filters";
import { UnbilledTable } from "./unbilled-table";

interface UnbilledViewProps {
  readonly page: UnbilledPage;
  /** What a bill run would do; comes a moment later. */
  readonly plan: React.ReactNode;
}

/** What orders have open: what it comes to, what holds it back, how long it has waited, and each of them. */
export function UnbilledView({ page, plan }: UnbilledViewProps) {
  const { query, rows, tabCounts } = page;
  return (
    <>
      <Lag lag={page.lag} />
      <div className="mt-3.5">
        <Tabs
          label="What is open"
          tabs={BILLING_TABS.map((tab) => ({
            href: unbilledHref({ tab }, {}),
            label: `${TAB_WORDS[tab].label} ${tabCounts[tab].toLocaleString("en")}`,
            current: query.tab === tab,
          }))}
        />
      </div>
      {tabCounts[query.tab] > 0 && (
        <>
          <TotalsTiles page={page} />
          <div className="mt-3.5 grid gap-3.5 lg:grid-cols-2 xl:grid-cols-3">
            <BlockerCard page={page} />
            <AgeCard page={page} />
            {page.trend && <TrendChart trend={page.trend} label={TAB_WORDS[query.tab].label} />}
          </div>
          {plan}
        </>
      )}
      <UnbilledFilters page={page} />
      {rows.length === 0 ? <Empty page={page} /> : <UnbilledTable rows={rows} tab={query.tab} />}
      {(rows.length > 0 || page.newer) && (
        <Pagination
          newerHref={page.newer && unbilledHref(query, { before: page.newer })}
          olderHref={page.older && unbilledHref(query, { after: page.older })}
          newerLabel="Before"
          olderLabel="Next"
          summary="What waits longest comes first."
        />
      )}
    </>
  );
}

function Lag({ lag }: Pick<UnbilledPage, "lag">) {
  const { waiting, more, unreadable } = lag;
  if (waiting === 0 && unreadable === 0) return null;
  const behind =
    waiting > 0 &&
    `${waiting.toLocaleString("en")}${more ? "+" : ""} ${waiting === 1 && !more ? "order is" : "orders are"} still to be looked at; the numbers follow by themselves.`;
  const odd =
    unreadable > 0 &&
    `${plural(unreadable, "order")} can't be reckoned: ${unreadable === 1 ? "its" : "their"} figures in Odoo can't be right. What was known before stands.`;
  return (
    <div className="mt-3.5">
      <StaleBanner>{[behind, odd].filter(Boolean).join(" ")}</StaleBanner>
    </div>
  );
}

function Empty({ page }: { readonly page: UnbilledPage }) {
  const { query, hasOdoo, tabCounts } = page;
  if (!hasOdoo)
    return (
      <EmptyState
        title="No Odoo is connected"
        action={<LinkButton href="/connections/add/odoo">Connect Odoo</LinkButton>}
      >
        What is delivered and not billed is read from its orders, deliveries and invoices.
      </EmptyState>
    );
  if (tabCounts[query.tab] > 0)
    return (
      <EmptyState
        title="Nothing matches these filters"
        action={<LinkButton href={unbilledHref({ tab: query.tab })}>Show all</LinkButton>}
      />
    );
  return <EmptyState title={TAB_WORDS[query.tab].empty}>New ones appear here by themselves.</EmptyState>;
}
