import type { Metadata } from "next";
import Link from "next/link";
import { BulkRunView } from "@/components/exceptions/bulk-run-view";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { bulkProgress } from "@/lib/usecases/views/exceptions/bulk-progress";
import { exceptionIdFrom } from "@/lib/usecases/views/exceptions/exception-id";

export const metadata: Metadata = { title: "Bulk run" };

interface BulkRunPageProps {
  readonly params: Promise<{ id: string }>;
}

export default async function BulkRunPage({ params }: BulkRunPageProps) {
  const ctx = await pageContext("exception.read");
  const run = await pageRead(read(ctx, (await params).id));
  const isMoving = run.state === "running" || run.state === "stopping";
  return (
    <>
      <PageHead trail={<Link href="/exceptions">Exceptions</Link>} title="Bulk run" />
      <BulkRunView run={run} />
      {isMoving && <LiveRefresh of="anything" eager />}
    </>
  );
}

const read = async (ctx: Context, given: string) => bulkProgress(ctx, exceptionIdFrom(given));
