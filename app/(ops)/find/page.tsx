import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { FindResults } from "@/components/find/find-results";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import { findShipments, onlyExact } from "@/lib/usecases/views/shipments/find-shipments";

export const metadata: Metadata = { title: "Find" };

interface FindPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default function FindPage({ searchParams }: FindPageProps) {
  return (
    <Suspense fallback={<TableSkeleton rows={4} label="Looking it up" />}>
      <Results searchParams={searchParams} />
    </Suspense>
  );
}

async function Results({ searchParams }: FindPageProps) {
  const ctx = await pageContext("shipment.read");
  const { q } = await searchParams;
  const result = await findShipments(ctx, (Array.isArray(q) ? q[0] : q) ?? "");
  const only = onlyExact(result);
  if (only) redirect(`/shipments/${only.number}`);
  return <FindResults result={result} readAt={ctx.now().getTime()} />;
}
