import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { RawPanel } from "@/components/shipments/raw-panel";
import { ShipmentSkeleton } from "@/components/shipments/shipment-skeleton";
import { ShipmentView } from "@/components/shipments/shipment-view";
import { readShipmentQuery, shipmentHref } from "@/lib/contracts/shipments/shipment-query";
import { can } from "@/lib/domain/access/actor";
import { NotFoundError } from "@/lib/domain/app-error";
import { pageContext } from "@/lib/usecases/access/current-session";
import { rawEvent } from "@/lib/usecases/views/shipments/raw-event";
import { shipmentPage } from "@/lib/usecases/views/shipments/shipment-page";

interface ShipmentPageProps {
  readonly params: Promise<{ readonly number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: ShipmentPageProps): Promise<Metadata> {
  return { title: decodeURIComponent((await params).number) };
}

export default function Page(props: ShipmentPageProps) {
  return (
    <Suspense fallback={<ShipmentSkeleton />}>
      <Story {...props} />
    </Suspense>
  );
}

async function Story({ params, searchParams }: ShipmentPageProps) {
  const ctx = await pageContext("shipment.read");
  const number = decodeURIComponent((await params).number);
  const query = readShipmentQuery(await searchParams);
  const page = await shipmentPage(ctx, number).catch((error: unknown) => {
    if (error instanceof NotFoundError) notFound();
    throw error;
  });
  const readRaw = can(ctx.actor, "message.raw.read");
  const raw = readRaw && query.raw ? await rawEvent(ctx, page, query.raw) : null;
  const may = {
    readRaw,
    readMessages: can(ctx.actor, "message.read"),
    addEvents: can(ctx.actor, "shipment.event.add"),
  };
  return (
    <ShipmentView
      initial={page}
      query={query}
      may={may}
      raw={
        raw && (
          <RawPanel
            key={raw.view.messageId}
            view={raw.view}
            title={raw.title}
            closeHref={shipmentHref(number, { tab: query.tab })}
          />
        )
      }
    />
  );
}
