import type { Metadata } from "next";
import { Suspense } from "react";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { StockView } from "@/components/stock/stock-view";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { readStockQuery, type StockQuery } from "@/lib/contracts/stock/stock-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listStock } from "@/lib/usecases/views/stock/list-stock";

export const metadata: Metadata = { title: "Stock" };

interface StockPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function StockPage({ searchParams }: StockPageProps) {
  const ctx = await pageContext("stock.read");
  const query = readStockQuery(await searchParams);
  return (
    <>
      <PageHead title="Stock" sub="Where Odoo's on-hand and a warehouse's last word differ." />
      <Suspense key={query.tab} fallback={<Loading />}>
        <Stock ctx={ctx} query={query} />
      </Suspense>
      <LiveRefresh />
    </>
  );
}

async function Stock({ ctx, query }: { readonly ctx: Context; readonly query: StockQuery }) {
  return <StockView list={await pageRead(listStock(ctx, query))} />;
}

function Loading() {
  return (
    <div className="mt-3.5">
      <TableSkeleton label="Comparing stock" />
    </div>
  );
}
