import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { TraceChoices } from "@/components/trace/trace-choices";
import { TraceSearch } from "@/components/trace/trace-search";
import { TraceView } from "@/components/trace/trace-view";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { traceHref } from "@/lib/contracts/trace/trace-href";
import type { TraceFound, TraceQuery } from "@/lib/contracts/trace/trace-page";
import { readTraceQuery } from "@/lib/contracts/trace/trace-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { findTrace } from "@/lib/usecases/views/trace/find-trace";
import { tracePage } from "@/lib/usecases/views/trace/trace-page";

export const metadata: Metadata = { title: "Trace" };

interface TraceProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TraceRoute({ searchParams }: TraceProps) {
  const ctx = await pageContext("shipment.read");
  const query = readTraceQuery(await searchParams);
  // Before anything is sent, so that the browser is led on at once.
  const found = !query.from && query.q?.trim() ? await pageRead(findTrace(ctx, query.q)) : null;
  const [only, ...others] = found?.choices ?? [];
  if (only && others.length === 0) redirect(traceHref({ from: only.from }));
  if (!query.from) return <Choices found={found} />;
  return (
    <Suspense key={query.from} fallback={<Loading />}>
      <Path ctx={ctx} query={query} />
    </Suspense>
  );
}

async function Path({ ctx, query }: { readonly ctx: Context; readonly query: TraceQuery }) {
  const page = await pageRead(tracePage(ctx, query));
  return (
    <>
      <PageHead trail={<Link href="/trace">Trace</Link>} title={page.title} />
      <TraceSearch />
      <TraceView page={page} query={query} />
      <PageRefresh everyMs={10_000} />
    </>
  );
}

function Choices({ found }: { readonly found: TraceFound | null }) {
  return (
    <>
      <PageHead title="Trace" sub="From the bytes a partner sent to what Odoo answered, and back." />
      <TraceSearch q={found?.q ?? ""} />
      <TraceChoices found={found} />
    </>
  );
}

function Loading() {
  return (
    <>
      <PageHead title="Trace" />
      <div className="mt-3.5">
        <TableSkeleton rows={10} label="Reading the path" />
      </div>
    </>
  );
}
