import type { Metadata } from "next";
import { Suspense } from "react";
import { ImportCard } from "@/components/freight/import-card";
import { RatesView } from "@/components/freight/rates-view";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { ratesPage } from "@/lib/usecases/views/freight/rates-page";

export const metadata: Metadata = { title: "Freight rates" };

export default async function FreightRatesPage() {
  const ctx = await pageContext("freight.read");
  return (
    <Suspense fallback={<TableSkeleton label="Reading the contracts" />}>
      <Rates ctx={ctx} />
    </Suspense>
  );
}

async function Rates({ ctx }: { readonly ctx: Context }) {
  const page = await pageRead(ratesPage(ctx));
  return (
    <>
      <PageHead
        title="Freight rates"
        sub="What carriers charge us and we charge customers, by version, and what each carrier's bills are settled by."
        actions={page.mayEdit && <ImportCard card={null} />}
      />
      <RatesView page={page} />
    </>
  );
}
