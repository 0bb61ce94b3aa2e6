"use client";

import Link from "next/link";
import { PromisesCard } from "@/components/clocks/promises-card";
import { TraceLink } from "@/components/trace/trace-link";
import { classNames } from "@/components/ui/class-names";
import { PageHead } from "@/components/ui/page-head";
import { useClock } from "@/lib/client/shipments/use-clock";
import { useShipment } from "@/lib/client/shipments/use-shipment";
import type { ShipmentPage } from "@/lib/contracts/shipments/shipment-page";
import type { ShipmentQuery } from "@/lib/contracts/shipments/shipment-query";
import { headline, statusSentence } from "@/lib/domain/shipment/present";
import { AddEvent } from "./add-event";
import { InvoicesCard } from "./invoices-card";
import { OdooCard } from "./odoo-card";
import { ReadProblem } from "./read-problem";
import { AttentionCard, ReferencesCard, SourcesCard } from "./shipment-cards";
import { StopsCard } from "./stops-card";
import { Timeline } from "./timeline";

interface ShipmentViewProps {
  readonly initial: ShipmentPage;
  readonly query: ShipmentQuery;
  readonly may: { readonly readRaw: boolean; readonly addEvents: boolean; readonly readMessages: boolean };
  /** The message behind one event, opened beside the timeline. */
  readonly raw: React.ReactNode;
  /** What was written to Odoo about it. */
  readonly sent: React.ReactNode;
  /** What is wrong with it and who is at it. */
  readonly exceptions: React.ReactNode;
}

export function ShipmentView({ initial, query, may, raw, sent, exceptions }: ShipmentViewProps) {
  const { page, error, refetch } = useShipment(initial);
  const nowMs = useClock(page.readAt);
  const { glance } = page;
  return (
    <>
      <PageHead
        trail={
          <>
            <Link href="/shipments" className="hover:underline">
              Shipments
            </Link>
            {` / ${page.number}`}
          </>
        }
        title={headline(glance, page.number)}
        sub={
          <span suppressHydrationWarning>
            {statusSentence(glance, nowMs)}
            {page.load && `. ${page.load}`}
          </span>
        }
        actions={
          <>
            <TraceLink from={`shipment:${page.id}`} />
            {may.addEvents && <AddEvent page={page} />}
          </>
        }
      />
      <div
        className={classNames(
          "mt-4 grid gap-3.5",
          raw ? "lg:grid-cols-[minmax(0,1fr)_minmax(340px,42%)]" : "lg:grid-cols-[minmax(0,1fr)_340px]",
        )}
      >
        <div className="grid min-w-0 content-start gap-3.5">
          <ReadProblem error={error} shownAt={page.readAt} onRetry={() => void refetch()} />
          <Timeline page={page} query={query} nowMs={nowMs} may={may} />
        </div>
        <div className="grid min-w-0 content-start items-start gap-3.5 md:max-lg:grid-cols-2">
          {raw}
          <AttentionCard page={page} nowMs={nowMs} />
          {exceptions}
          <PromisesCard number={page.number} promises={page.promises} nowMs={nowMs} />
          <StopsCard stops={page.stops} nextSequence={glance.nextStop?.sequence ?? null} nowMs={nowMs} />
          {page.odoo.map((odoo) => (
            <OdooCard key={odoo.connectionId} odoo={odoo} shownMoney={may.readRaw} />
          ))}
          <ReferencesCard page={page} />
          <SourcesCard page={page} nowMs={nowMs} />
          <InvoicesCard page={page} readMessages={may.readMessages} />
          {sent}
        </div>
      </div>
    </>
  );
}
