import type { Metadata } from "next";
import { Suspense } from "react";
import { BoardSkeleton } from "@/components/shipments/board-skeleton";
import { ShipmentBoard } from "@/components/shipments/shipment-board";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { can } from "@/lib/domain/access/actor";
import { pageContext } from "@/lib/usecases/access/current-session";
import { listViews } from "@/lib/usecases/saved-views/list-views";
import { shipmentBoard, shipmentFacets } from "@/lib/usecases/views/shipments/shipment-board";

export const metadata: Metadata = { title: "Shipments" };

interface ShipmentsPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default function ShipmentsPage({ searchParams }: ShipmentsPageProps) {
  return (
    <Suspense fallback={<BoardSkeleton />}>
      <Board searchParams={searchParams} />
    </Suspense>
  );
}

async function Board({ searchParams }: ShipmentsPageProps) {
  const ctx = await pageContext("shipment.read");
  const query = readBoardQuery(await searchParams);
  const [initial, facets, views] = await Promise.all([
    shipmentBoard(ctx, query),
    shipmentFacets(ctx),
    listViews(ctx, "shipments"),
  ]);
  const may = { export: can(ctx.actor, "shipment.export"), share: can(ctx.actor, "view.share") };
  const role = ctx.actor.kind === "user" ? ctx.actor.role : "admin";
  return (
    <ShipmentBoard query={query} initial={initial} facets={facets} views={views} role={role} may={may} />
  );
}
