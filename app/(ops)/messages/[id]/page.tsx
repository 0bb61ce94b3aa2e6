import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { z } from "zod";
import { ComparisonCard } from "@/components/messages/comparison-card";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { MessageView, messageTitle, stateWord } from "@/components/messages/message-view";
import { RawView } from "@/components/messages/raw-view";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { TableSkeleton } from "@/components/ui/skeleton";
import { can } from "@/lib/domain/access/actor";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { compareCopies } from "@/lib/usecases/views/messages/compare-copies";
import { messagePage } from "@/lib/usecases/views/messages/message-page";
import { rawMessage } from "@/lib/usecases/views/messages/raw-message";

interface MessagePageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const read = cache(async (given: string) => {
  const ctx = await pageContext("message.read");
  const id = z.uuid().safeParse(given);
  if (!id.success) notFound();
  return { ctx, page: await pageRead(messagePage(ctx, id.data)) };
});

export async function generateMetadata({ params }: MessagePageProps): Promise<Metadata> {
  const { page } = await read((await params).id);
  return { title: `${stateWord(page)}: ${messageTitle(page)}` };
}

export default async function MessageDetailPage({ params, searchParams }: MessagePageProps) {
  const [{ id }, { at }] = await Promise.all([params, searchParams]);
  const { ctx, page } = await read(id);
  const place = typeof at === "string" ? at.slice(0, 200) : undefined;
  const may = {
    bytes: can(ctx.actor, "message.raw.read"),
    replay: can(ctx.actor, "message.replay"),
    attach: can(ctx.actor, "message.attach"),
    dismiss: can(ctx.actor, "message.dismiss"),
  };
  return (
    <>
      <PageHead
        trail={<Link href="/messages">Messages</Link>}
        title={messageTitle(page)}
        sub={page.outcome?.documents ? page.delivery.fileName : undefined}
      />
      <MessageView
        page={page}
        may={may}
        comparison={
          page.outcome?.state === "conflict" && page.conflictWith && may.bytes ? (
            <Suspense fallback={<TableSkeleton rows={3} label="Comparing the two copies" />}>
              <Comparison ctx={ctx} thisId={page.id} firstId={page.conflictWith.id} />
            </Suspense>
          ) : null
        }
        bytes={
          // Outside what streams in, so that a link to it finds it at once.
          <div id="bytes">
            {may.bytes ? (
              <Suspense fallback={<TableSkeleton rows={12} label="Reading the bytes" />}>
                <Bytes ctx={ctx} id={page.id} at={place} />
              </Suspense>
            ) : (
              <NoBytes />
            )}
          </div>
        }
      />
      <LiveRefresh eager={page.queued !== null || page.outcome === null} />
    </>
  );
}

async function Bytes({
  ctx,
  id,
  at,
}: {
  readonly ctx: Context;
  readonly id: string;
  readonly at: string | undefined;
}) {
  const view = await pageRead(rawMessage(ctx, id, at));
  return (
    <Card flush title="What was sent">
      <RawView view={view} />
    </Card>
  );
}

interface ComparisonProps {
  readonly ctx: Context;
  readonly thisId: string;
  readonly firstId: string;
}

async function Comparison({ ctx, thisId, firstId }: ComparisonProps) {
  const comparison = await pageRead(compareCopies(ctx, { thisId, firstId }));
  return comparison && <ComparisonCard comparison={comparison} firstId={firstId} />;
}

function NoBytes() {
  return (
    <Card title="What was sent">
      <EmptyState title="Your role does not show the bytes">
        Tenders and freight bills carry rates, so the bytes are for dispatch, finance, IT and leads.
        Everything the message says about a shipment is above and on the shipment's timeline.
      </EmptyState>
    </Card>
  );
}
