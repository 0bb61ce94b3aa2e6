import { countText } from "@/components/messages/count-text";
import { WorkerBanner } from "@/components/odoo/worker-banner";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterPill } from "@/components/ui/filter-pill";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import type { ClockCounts, ClockList } from "@/lib/contracts/clocks/clock-list";
import { type ClockQuery, type ClockTab, clocksHref } from "@/lib/contracts/clocks/clock-query";
import { spanText } from "@/lib/domain/shipment/wall-clock";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { ClockFilters } from "./clock-filters";
import { ClockTable } from "./clock-table";

const TABS: readonly { readonly tab: ClockTab; readonly label: string }[] = [
  { tab: "next", label: "Running out next" },
  { tab: "breached", label: "Breached" },
  { tab: "paused", label: "Paused" },
  { tab: "met", label: "Met" },
  { tab: "adherence", label: "Adherence" },
];

const ORDER: Readonly<Record<Exclude<ClockTab, "adherence">, string>> = {
  next: "What is due soonest, first.",
  breached: "Still running first, then the latest.",
  paused: "What would be due soonest, first.",
  met: "Latest due first.",
};

/** The views of the page, each an address of its own. Counts are of everything, whatever the filters say. */
export function ClockTabs({
  query,
  counts,
}: {
  readonly query: ClockQuery;
  readonly counts: ClockCounts | null;
}) {
  const count: Partial<Record<ClockTab, string>> = counts
    ? {
        next: `${countText(counts.atRisk)} at risk`,
        breached: `${countText(counts.broken)} running`,
        paused: countText(counts.paused),
      }
    : {};
  return (
    <nav aria-label="Promises" className="mt-3.5 flex flex-wrap gap-2.5">
      {TABS.map(({ tab, label }) => (
        <FilterPill
          key={tab}
          href={clocksHref(query, { tab, within: undefined })}
          on={query.tab === tab}
          count={count[tab]}
        >
          {label}
        </FilterPill>
      ))}
    </nav>
  );
}

/** Promises that run, broke, stand still or were kept. */
export function ClocksView({ list }: { readonly list: ClockList }) {
  const { query, rows, counts } = list;
  if (query.tab === "adherence") return null;
  return (
    <>
      <WorkerBanner stale={list.stale}>Promises are not judged right now.</WorkerBanner>
      <ClockTabs query={query} counts={counts} />
      <ClockFilters query={query} choices={list.choices}>
        {query.within !== undefined && (
          <FilterPill on href={clocksHref(query, { within: undefined })}>
            {`Due in the next ${spanText(query.within * MINUTE_MS)} ×`}
          </FilterPill>
        )}
        {(query.from || query.until) && (
          <FilterPill on href={clocksHref(query, { from: undefined, until: undefined })}>
            {`Due ${[query.from && `from ${query.from}`, query.until && `until ${query.until}`].filter(Boolean).join(" ")} ×`}
          </FilterPill>
        )}
      </ClockFilters>
      <ClockTable list={list} empty={<NoClocks query={query} />} />
      {(rows.length > 0 || list.newer) && (
        <Pagination
          newerHref={list.newer && clocksHref(query, { before: list.newer })}
          olderHref={list.older && clocksHref(query, { after: list.older })}
          newerLabel="Back"
          olderLabel="Further"
          summary={[isWhole(list) && promisesText(rows.length), ORDER[query.tab], list.bounded]
            .filter(Boolean)
            .join(" ")}
        />
      )}
    </>
  );
}

/** All of what matches is on this page. */
const isWhole = ({ older, newer }: ClockList) => older === null && newer === null;
const promisesText = (count: number) => `${count} ${count === 1 ? "promise" : "promises"}.`;

const EMPTY: Readonly<Record<Exclude<ClockTab, "adherence">, { title: string; text: string }>> = {
  next: {
    title: "No promise is running",
    text: "A promise starts with an event: a tender, a delivery, a return.",
  },
  breached: { title: "No promise was broken", text: "One that runs out shows here at that second." },
  paused: {
    title: "No promise stands still",
    text: "Holds and closed consignees stop the clocks that say so.",
  },
  met: { title: "No promise was kept yet", text: "One that is kept in time shows here." },
};

function NoClocks({ query }: { readonly query: ClockQuery }) {
  const { tab } = query;
  if (tab === "adherence") return null;
  const isNarrowed =
    query.customer ??
    query.carrier ??
    query.kind ??
    query.policy ??
    query.from ??
    query.until ??
    query.within;
  return (
    <Card>
      {isNarrowed ? (
        <EmptyState
          title="No promise matches these filters"
          action={<LinkButton href={clocksHref({ tab })}>Clear the filters</LinkButton>}
        >
          Take a filter away to see more.
        </EmptyState>
      ) : (
        <EmptyState
          title={EMPTY[tab].title}
          action={<LinkButton href="/clocks/policies">See the policies</LinkButton>}
        >
          {EMPTY[tab].text}
        </EmptyState>
      )}
    </Card>
  );
}
