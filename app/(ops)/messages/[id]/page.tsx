import type { Metadata } from "next";
import Link from "next/link";
import { cache, Suspense } from "react";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { MessageView, messageTitle, stateWord } from "@/components/messages/message-view";
import { TraceLink } from "@/components/trace/trace-link";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import { messagePage } from "@/lib/usecases/views/messages/message-page";
import { messageRights } from "@/lib/usecases/views/messages/message-rights";
import { Bytes, Comparison, NoBytes } from "./bytes";

interface MessagePageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once a request: the page and its title read the same. */
const read = cache(async (given: string) => {
  const ctx = await pageContext("message.read");
  return { ctx, page: await pageRead(messagePage(ctx, given)) };
});

export async function generateMetadata({ params }: MessagePageProps): Promise<Metadata> {
  const { page } = await read((await params).id);
  return { title: `${stateWord(page)}: ${messageTitle(page)}` };
}

export default async function MessageDetailPage({ params, searchParams }: MessagePageProps) {
  const [{ id }, { at }] = await Promise.all([params, searchParams]);
  const { ctx, page } = await read(id);
  const may = messageRights(ctx.actor);
  const place = typeof at === "string" ? at.slice(0, 200) : undefined;
  const first = page.outcome?.state === "conflict" && may.bytes ? page.conflictWith : null;
  const comparison = first && <Comparison ctx={ctx} thisId={page.id} firstId={first.id} />;
  const bytes = may.bytes ? <Bytes ctx={ctx} id={page.id} at={place} /> : <NoBytes />;
  return (
    <>
      <PageHead
        trail={<Link href="/messages">Messages</Link>}
        title={messageTitle(page)}
        sub={page.outcome?.documents ? page.delivery.fileName : undefined}
        actions={<TraceLink from={`message:${page.id}`} />}
      />
      <MessageView
        page={page}
        may={may}
        comparison={<Suspense fallback={<TableSkeleton rows={3} label="Comparing" />}>{comparison}</Suspense>}
        bytes={<Suspense fallback={<TableSkeleton rows={12} label="Reading the bytes" />}>{bytes}</Suspense>}
      />
      <LiveRefresh eager={page.queued !== null || page.outcome === null} />
    </>
  );
}
