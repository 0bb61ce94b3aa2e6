import type { Metadata } from "next";
import Link from "next/link";
import { NoticePreview } from "@/components/outbound/notice-preview";
import { OutboundStateChip } from "@/components/outbound/outbound-chips";
import { CauseLinks } from "@/components/outbound/outbound-facts";
import { SORT_WORDS } from "@/components/outbound/outbound-words";
import { ResendButton } from "@/components/outbound/resend-button";
import { TriesCard } from "@/components/outbound/tries-card";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { PageHead } from "@/components/ui/page-head";
import { env } from "@/lib/env";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { sentNotice } from "@/lib/usecases/views/outbound/sent-notice";

export const metadata: Metadata = { title: "Outbound notice" };

export default async function SentNoticePage({ params }: { readonly params: Promise<{ id: string }> }) {
  const ctx = await pageContext("notice.read");
  const notice = await pageRead(sentNotice(ctx, (await params).id, env().NEXTAUTH_URL ?? null));
  return (
    <>
      <PageHead
        trail={<Link href="/outbound">Outbound</Link>}
        title={notice.title}
        sub={SORT_WORDS[notice.sort]}
        actions={notice.mayResend && <ResendButton item={notice} />}
      />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <NoticePreview notice={notice} />
        <aside aria-label="About this notice" className="grid min-w-0 gap-3.5">
          <Card title="This notice">
            {notice.error && <p className="mb-2 break-words text-bad">{notice.error}</p>}
            <KeyValueList>
              <KeyValue name="State">
                <OutboundStateChip state={notice.state} />
              </KeyValue>
              <KeyValue name="To">{notice.to}</KeyValue>
              <KeyValue name="Made">
                <AbsoluteTime at={notice.createdAt} form="full" />
              </KeyValue>
              {notice.sentAt && (
                <KeyValue name="Sent">
                  <AbsoluteTime at={notice.sentAt} />
                </KeyValue>
              )}
            </KeyValueList>
            <CauseLinks item={notice} />
            {notice.href && (
              <p className="mt-2">
                <Link href={notice.href} className="text-accent underline">
                  What it is about
                </Link>
              </p>
            )}
          </Card>
          <TriesCard tries={notice.tries} />
        </aside>
      </div>
    </>
  );
}
