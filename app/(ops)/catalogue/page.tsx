import type { Metadata } from "next";
import { Suspense } from "react";
import { CatalogueView } from "@/components/catalogue/catalogue-view";
import { ExportMenu } from "@/components/catalogue/export-menu";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type CatalogueQuery, readCatalogueQuery } from "@/lib/contracts/catalogue/catalogue-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { cataloguePage } from "@/lib/usecases/views/catalogue/catalogue-page";

export const metadata: Metadata = { title: "Catalogue" };

interface CataloguePageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CataloguePage({ searchParams }: CataloguePageProps) {
  const ctx = await pageContext("catalogue.read");
  const query = readCatalogueQuery(await searchParams);
  return (
    <>
      <PageHead
        title="Catalogue"
        sub="Who owns what, and who may state it. A source that may not moves no status: it opens a conflict."
        actions={<ExportMenu />}
      />
      <Suspense fallback={<TableSkeleton label="Reading the catalogue" />}>
        <Catalogue ctx={ctx} query={query} />
      </Suspense>
    </>
  );
}

async function Catalogue({ ctx, query }: { readonly ctx: Context; readonly query: CatalogueQuery }) {
  return <CatalogueView page={await pageRead(cataloguePage(ctx))} query={query} />;
}
