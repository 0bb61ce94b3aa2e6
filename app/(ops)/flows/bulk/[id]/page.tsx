import type { Metadata } from "next";
import Link from "next/link";
import { BulkRunView } from "@/components/bulk/bulk-run-view";
import { PageRefresh } from "@/components/odoo/page-refresh";
import { PageHead } from "@/components/ui/page-head";
import { bulkItemsAfter } from "@/lib/contracts/bulk/bulk-items";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { bulkItems } from "@/lib/usecases/views/bulk/bulk-items";
import { bulkProgress } from "@/lib/usecases/views/bulk/bulk-progress";
import { exceptionIdFrom } from "@/lib/usecases/views/exceptions/exception-id";

export const metadata: Metadata = { title: "Bulk run" };

interface BulkRunPageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function FlowBulkPage({ params, searchParams }: BulkRunPageProps) {
  const ctx = await pageContext("flow.read");
  const after = bulkItemsAfter.parse((await searchParams).after);
  const { run, items } = await pageRead(read(ctx, (await params).id, after));
  const isMoving = run.state === "running" || run.state === "stopping";
  return (
    <>
      <PageHead trail={<Link href="/flows">Flows</Link>} title="Bulk run" />
      <BulkRunView run={run} items={items} />
      {isMoving && <PageRefresh everyMs={1_000} />}
    </>
  );
}

async function read(ctx: Context, given: string, after: number) {
  const id = exceptionIdFrom(given);
  const [run, items] = await Promise.all([bulkProgress(ctx, id), bulkItems(ctx, id, after)]);
  return { run, items };
}
