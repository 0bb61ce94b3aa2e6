"use client";

import { useQuery } from "@tanstack/react-query";
import { useLiveQuery } from "@/lib/client/live";
import { readJson } from "@/lib/client/read-json";
import type { ShipmentPage } from "@/lib/contracts/shipments/shipment-page";

/** One shipment that follows the world. New events come in on top or where they belong; what is read stays where it is. */
export function useShipment(initial: ShipmentPage) {
  const queryKey = ["shipments", "one", initial.number];
  const read = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      readJson<ShipmentPage>(`/api/shipments/${encodeURIComponent(initial.number)}`, signal),
    initialData: initial,
    initialDataUpdatedAt: initial.readAt,
  });
  useLiveQuery(queryKey, (hint) => hint.shipments === null || hint.shipments.includes(initial.id));
  const page = read.data.readAt >= initial.readAt ? read.data : initial;
  return { page, error: read.error, refetch: read.refetch };
}
