import type { Metadata } from "next";
import { Suspense } from "react";
import { TAB_WORDS } from "@/components/billing/billing-words";
import { PlanCard } from "@/components/billing/plan-card";
import { UnbilledView } from "@/components/billing/unbilled-view";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { readUnbilledQuery, type UnbilledQuery } from "@/lib/contracts/billing/unbilled-query";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { planBills } from "@/lib/usecases/views/billing/plan-bills";
import { unbilledPage } from "@/lib/usecases/views/billing/unbilled-page";

export const metadata: Metadata = { title: "Unbilled" };

interface UnbilledPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UnbilledOrders({ searchParams }: UnbilledPageProps) {
  const ctx = await pageContext("billing.read");
  const query = readUnbilledQuery(await searchParams);
  return (
    <>
      <PageHead
        title="Unbilled"
        sub={`Orders ${TAB_WORDS[query.tab].counts}.`}
        actions={<LinkButton href="/billing/terms">Billing terms</LinkButton>}
      />
      <Suspense key={query.tab} fallback={<Loading />}>
        <Unbilled ctx={ctx} query={query} />
      </Suspense>
      <LiveRefresh of="anything" />
    </>
  );
}

async function Unbilled({ ctx, query }: { readonly ctx: Context; readonly query: UnbilledQuery }) {
  const page = await pageRead(unbilledPage(ctx, query));
  const plan = query.tab === "unbilled" && (
    <Suspense>
      <Plan ctx={ctx} query={query} />
    </Suspense>
  );
  return <UnbilledView page={page} plan={plan} />;
}

async function Plan({ ctx, query }: { readonly ctx: Context; readonly query: UnbilledQuery }) {
  const plan = await pageRead(planBills(ctx, query));
  return plan.plan.orders > 0 ? <PlanCard plan={plan} query={query} /> : null;
}

function Loading() {
  return (
    <div className="mt-3.5">
      <TableSkeleton label="Reading what is unbilled" />
    </div>
  );
}
