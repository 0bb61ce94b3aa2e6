"use client";

import Link from "next/link";
import { OdooLink } from "@/components/odoo/odoo-link";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import type { TimelineLine } from "@/lib/contracts/shipments/shipment-page";
import { traceHref } from "@/lib/contracts/trace/trace-href";
import type { Classifier } from "@/lib/domain/event/milestone";
import { isTrouble } from "@/lib/domain/shipment/timeline-entry";
import { DimReason } from "./dim-reason";
import { AssumedZone, EventSource } from "./event-source";
import { eventDetails, eventTitle } from "./event-words";
import { VoidEvent } from "./void-event";
import { WallTime } from "./wall-time";

export interface TimelineEventProps {
  readonly line: TimelineLine;
  readonly shipment: { readonly id: string; readonly number: string };
  readonly nowMs: number;
  /** Address that opens the message beside the timeline; null for those who may not read messages. */
  readonly rawHref: string | null;
  readonly rawOpen: boolean;
  /** It is the one that was gone to. */
  readonly marked: boolean;
  readonly mayVoid: boolean;
}

/** A full dot for what happened, a ring for what is planned, a broken ring for what is expected, a diamond for trouble. */
const MARK: Readonly<Record<Classifier, string>> = {
  actual: "rounded-full border-ok bg-ok",
  estimated: "rounded-full border-dashed border-info bg-surface",
  planned: "rounded-full border-line-strong bg-surface",
  requested: "rounded-full border-line-strong bg-surface",
};

export function TimelineEvent(props: TimelineEventProps) {
  const { line, shipment, nowMs, rawHref, rawOpen, marked, mayVoid } = props;
  const { event, dim } = line;
  const trouble = isTrouble(event.milestone) && event.classifier === "actual";
  const details = eventDetails(line);
  const faded = dim !== null;
  return (
    <li
      id={`event-${event.id}`}
      className={classNames(
        "group grid grid-cols-[92px_18px_minmax(0,1fr)_auto] gap-2.5 px-4 py-1.75 max-sm:grid-cols-[18px_minmax(0,1fr)_auto]",
        (rawOpen || marked) && "bg-accent-soft",
        marked && "outline-2 -outline-offset-2 outline-accent",
      )}
      data-marked={marked || undefined}
      aria-current={marked ? "true" : undefined}
    >
      <div
        className={classNames(
          "text-right max-sm:col-start-2 max-sm:row-start-2 max-sm:flex max-sm:gap-2 max-sm:text-left",
          faded ? "text-ink-3" : "text-ink-2",
        )}
      >
        <WallTime at={event.occurredAt} timeZone={event.timeZone} nowMs={nowMs} dateOnly={event.dateOnly} />
        <AssumedZone event={event} />
      </div>
      <i
        aria-hidden="true"
        className={classNames(
          "mt-1 size-2.75 justify-self-center border-2",
          trouble ? "rotate-45 rounded-xs border-bad bg-bad" : MARK[event.classifier],
          faded && "opacity-50",
        )}
      />
      <div className="min-w-0">
        <p className={classNames("flex flex-wrap items-center gap-x-1.5 gap-y-0.5", faded && "text-ink-2")}>
          <span className={classNames(dim?.kind === "voided" && "line-through")}>
            {faded ? eventTitle(event) : <b>{eventTitle(event)}</b>}
            {details.length > 0 && `, ${details.join(", ")}`}
          </span>
          <DimReason line={line} nowMs={nowMs} />
        </p>
        <EventSource line={line} nowMs={nowMs} />
        {event.document && (
          <p className="text-xs">
            <OdooLink document={{ text: event.document.name, href: event.document.url }} />
          </p>
        )}
        {event.note && event.note !== event.document?.name && (
          <p className="text-xs text-ink-2">“{event.note}”</p>
        )}
      </div>
      <div className="flex flex-wrap content-start items-start justify-end gap-x-2 max-sm:col-start-3 max-sm:row-span-2 max-sm:row-start-1 max-sm:flex-col max-sm:items-end">
        <ClassifierChip line={line} trouble={trouble} />
        {rawHref && (
          <Link
            href={rawHref}
            scroll={false}
            prefetch={false}
            aria-label={`${rawOpen ? "Close" : "Open"} the message behind “${eventTitle(event)}”`}
            aria-current={rawOpen ? "true" : undefined}
            className="rounded-md px-1 text-ink-3 hover:text-ink hover:underline aria-[current]:text-accent"
          >
            raw
          </Link>
        )}
        <Link
          href={traceHref({ from: `event:${shipment.id}/${event.id}` })}
          prefetch={false}
          aria-label={`Trace “${eventTitle(event)}”`}
          className="rounded-md px-1 text-ink-3 hover:text-ink hover:underline"
        >
          trace
        </Link>
        {mayVoid && dim === null && event.milestone !== "event_voided" && (
          <VoidEvent event={event} shipment={shipment} />
        )}
      </div>
    </li>
  );
}

function ClassifierChip({ line, trouble }: { readonly line: TimelineLine; readonly trouble: boolean }) {
  const { classifier } = line.event;
  if (classifier === "estimated") return <Chip tone="info">estimated</Chip>;
  if (classifier !== "actual") return <Chip>{classifier}</Chip>;
  return trouble && !line.dim ? <Chip tone="bad">exception</Chip> : null;
}
