import type { Metadata } from "next";
import Link from "next/link";
import { RawView } from "@/components/messages/raw-view";
import { OutboundFacts } from "@/components/outbound/outbound-facts";
import { SORT_WORDS } from "@/components/outbound/outbound-words";
import { ResendButton } from "@/components/outbound/resend-button";
import { TriesCard } from "@/components/outbound/tries-card";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { outboundDetail } from "@/lib/usecases/views/outbound/outbound-detail";

export const metadata: Metadata = { title: "Outbound message" };

export default async function OutboundMessagePage({ params }: { readonly params: Promise<{ id: string }> }) {
  const ctx = await pageContext("outbound.read");
  const { detail, view } = await pageRead(outboundDetail(ctx, (await params).id));
  return (
    <>
      <PageHead
        trail={<Link href="/outbound">Outbound</Link>}
        title={`${detail.title} to ${detail.to}`}
        sub={SORT_WORDS[detail.sort]}
        actions={detail.mayResend && <ResendButton item={detail} />}
      />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card flush title="What we send">
          <RawView view={view} downloadHref={`/api/messages/outbound/${detail.id}/download`} />
        </Card>
        <aside aria-label="About this message" className="grid min-w-0 gap-3.5">
          <OutboundFacts detail={detail} />
          <TriesCard tries={detail.tries} />
        </aside>
      </div>
    </>
  );
}
