import type { Metadata } from "next";
import Link from "next/link";
import { OutboundFacts } from "@/components/messages/outbound-facts";
import { RawView } from "@/components/messages/raw-view";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { outboundPage } from "@/lib/usecases/views/messages/outbound";

export const metadata: Metadata = { title: "Answer to a partner" };

export default async function OutboundPage({ params }: { readonly params: Promise<{ id: string }> }) {
  const ctx = await pageContext("outbound.read");
  const { row, view } = await pageRead(outboundPage(ctx, (await params).id));
  return (
    <>
      <PageHead
        trail={<Link href="/messages?tab=outbound">Messages, outbound</Link>}
        title={`${row.kind} ${row.controlNumber} to ${row.connection.name}`}
      />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card flush title="What we send">
          <RawView view={view} downloadHref={`/api/messages/outbound/${row.id}/download`} />
        </Card>
        <OutboundFacts row={row} />
      </div>
    </>
  );
}
