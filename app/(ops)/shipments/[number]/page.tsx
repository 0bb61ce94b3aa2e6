import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { SentToOdooCard } from "@/components/commands/sent-to-odoo-card";
import { ShipmentExceptionsCard } from "@/components/exceptions/shipment-exceptions-card";
import { ShipmentNoticesCard } from "@/components/notices/shipment-notices-card";
import { RawPanel } from "@/components/shipments/raw-panel";
import { ShipmentSkeleton } from "@/components/shipments/shipment-skeleton";
import { ShipmentView } from "@/components/shipments/shipment-view";
import { readShipmentQuery, shipmentHref } from "@/lib/contracts/shipments/shipment-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { shipmentCommands } from "@/lib/usecases/views/commands/shipment-commands";
import { shipmentExceptions } from "@/lib/usecases/views/exceptions/shipment-exceptions";
import { shipmentNotices } from "@/lib/usecases/views/notices/shipment-notices";
import { shipmentStory } from "@/lib/usecases/views/shipments/shipment-story";

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
  const story = await shipmentStory(ctx, number, query.raw);
  if (!story) notFound();
  const { page, raw, may } = story;
  const closeHref = shipmentHref(number, { tab: query.tab });
  return (
    <ShipmentView
      initial={page}
      query={query}
      may={may}
      exceptions={<ShipmentExceptionsCard rows={await shipmentExceptions(ctx, page.id)} />}
      sent={
        <>
          <SentToOdooCard rows={await shipmentCommands(ctx, page.id)} />
          <ShipmentNoticesCard rows={await shipmentNotices(ctx, page.id)} />
        </>
      }
      raw={
        raw && <RawPanel key={raw.view.messageId} view={raw.view} title={raw.title} closeHref={closeHref} />
      }
    />
  );
}
