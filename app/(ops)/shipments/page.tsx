import type { Metadata } from "next";
import { Suspense } from "react";
import { BoardSkeleton } from "@/components/shipments/board-skeleton";
import { ShipmentBoard } from "@/components/shipments/shipment-board";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { openBoard } from "@/lib/usecases/views/shipments/open-board";

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
  return <ShipmentBoard query={query} {...(await openBoard(ctx, query))} />;
}
