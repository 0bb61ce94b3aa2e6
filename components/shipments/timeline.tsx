"use client";

import { useEffect, useRef } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Tabs } from "@/components/ui/tabs";
import type { ShipmentPage, TimelineLine } from "@/lib/contracts/shipments/shipment-page";
import { type ShipmentQuery, shipmentHref } from "@/lib/contracts/shipments/shipment-query";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { TimelineEvent } from "./timeline-event";
import { WallTime } from "./wall-time";

interface TimelineProps {
  readonly page: ShipmentPage;
  readonly query: ShipmentQuery;
  readonly nowMs: number;
  readonly may: { readonly readRaw: boolean; readonly addEvents: boolean };
}

/** What happened to the shipment: the short story, every event, or source by source. */
export function Timeline({ page, query, nowMs, may }: TimelineProps) {
  const { number } = page;
  const tabs = [
    { tab: "milestones" as const, label: "Milestones" },
    { tab: "all" as const, label: `All ${page.eventCount.toLocaleString("en")} events` },
    { tab: "sources" as const, label: "By source" },
  ].map(({ tab, label }) => ({
    label,
    href: shipmentHref(number, { ...query, tab }),
    current: query.tab === tab,
  }));
  const list = (lines: readonly TimelineLine[]) => (
    <Lines lines={lines} page={page} query={query} nowMs={nowMs} may={may} />
  );
  const told = page.timeline.filter((line) => line.isMilestone);
  return (
    <section aria-labelledby="timeline-title" className="min-w-0 rounded-card border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-2.5 border-b border-line px-4 py-3.5">
        <div>
          <h2 id="timeline-title">Timeline</h2>
          <p className="text-xs text-ink-3">Times on the clock of each place</p>
        </div>
        <Tabs label="Timeline" tabs={tabs} />
      </div>
      {page.eventCount > page.readEventCount && (
        <p className="border-b border-line bg-warn-soft px-4 py-1.5 text-warn">
          {`Only the newest ${page.readEventCount.toLocaleString("en")} of ${page.eventCount.toLocaleString("en")} events are shown.`}
        </p>
      )}
      {query.tab === "milestones" && (told.length > 0 ? list(told) : <NoMilestones page={page} />)}
      {query.tab === "all" && list(page.timeline)}
      {query.tab === "sources" &&
        page.sources.map((source) => (
          <section
            key={source.connectionId}
            aria-label={source.name}
            className="border-b border-line last:border-b-0"
          >
            <h3 className="bg-sunken px-4 py-1.5 text-xs text-ink-2">
              <b>{source.name}</b>
              {`, ${source.eventCount.toLocaleString("en")} ${source.eventCount === 1 ? "event" : "events"}, last word: ${MILESTONE_RULES[source.lastMilestone].label.toLowerCase()}, `}
              <WallTime at={source.lastReceivedAt} timeZone={null} nowMs={nowMs} />
            </h3>
            {list(bySource(page.timeline, source.connectionId))}
          </section>
        ))}
    </section>
  );
}

interface LinesProps extends TimelineProps {
  readonly lines: readonly TimelineLine[];
}

function Lines({ lines, page, query, nowMs, may }: LinesProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (query.event) list.current?.querySelector("[data-marked]")?.scrollIntoView({ block: "center" });
  }, [query.event]);
  return (
    <ol ref={list} className="py-1">
      {lines.map((line) => {
        const open = query.raw === line.event.id;
        const href = shipmentHref(page.number, { ...query, raw: open ? undefined : line.event.id });
        return (
          <TimelineEvent
            key={line.event.id}
            line={line}
            shipment={page}
            nowMs={nowMs}
            rawHref={may.readRaw ? href : null}
            rawOpen={open}
            marked={isMarked(line, query.event)}
            mayVoid={may.addEvents}
          />
        );
      })}
    </ol>
  );
}

/** The event that was gone to, or the entry that stands for it. */
function isMarked({ event, agreeing }: TimelineLine, wanted: string | undefined): boolean {
  return wanted !== undefined && [event, ...agreeing].some(({ id }) => id === wanted);
}

/** One source's own words: its entries, and each event of its that only agrees with another's entry. */
function bySource(timeline: readonly TimelineLine[], connectionId: string): TimelineLine[] {
  return timeline.flatMap((line) => {
    if (line.event.connectionId === connectionId) return [line];
    return line.agreeing
      .filter((event) => event.connectionId === connectionId)
      .map((event) => ({ ...line, event, agreeing: [line.event], disagreeing: [], previousAt: null }));
  });
}

function NoMilestones({ page }: { readonly page: ShipmentPage }) {
  return (
    <EmptyState
      title="No milestone yet"
      action={
        page.eventCount > 0 && (
          <LinkButton href={shipmentHref(page.number, { tab: "all" })}>See all events</LinkButton>
        )
      }
    >
      Nothing that was told so far moves this shipment. This page changes by itself.
    </EmptyState>
  );
}
