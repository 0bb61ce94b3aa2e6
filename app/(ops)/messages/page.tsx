import type { Metadata } from "next";
import { Suspense } from "react";
import { EmptyMessages } from "@/components/messages/empty-messages";
import { InboxView } from "@/components/messages/inbox-view";
import { LiveRefresh } from "@/components/messages/live-refresh";
import { MessageTabs } from "@/components/messages/message-tabs";
import { OutboundTable } from "@/components/messages/outbound-table";
import { UploadButton } from "@/components/messages/upload-button";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import { TableSkeleton } from "@/components/ui/skeleton";
import { type MessageQuery, messagesHref, readMessageQuery } from "@/lib/contracts/messages/message-query";
import { can } from "@/lib/domain/access/actor";
import { pageContext } from "@/lib/usecases/access/current-session";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { listMessages } from "@/lib/usecases/views/messages/list-messages";
import { messageCounts } from "@/lib/usecases/views/messages/message-counts";
import { listOutbound } from "@/lib/usecases/views/messages/outbound";
import { uploadChoices } from "@/lib/usecases/views/messages/upload-choices";

export const metadata: Metadata = { title: "Messages" };

interface MessagesPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MessagesPage({ searchParams }: MessagesPageProps) {
  const ctx = await pageContext("message.read");
  const query = readMessageQuery(await searchParams);
  return (
    <>
      <PageHead
        title="Messages"
        sub="Everything partners sent, byte for byte, and what became of it."
        actions={can(ctx.actor, "message.upload") && <Upload ctx={ctx} />}
      />
      <Suspense key={query.tab} fallback={<TableSkeleton label="Reading the messages" />}>
        {query.tab === "outbound" ? <Outbound ctx={ctx} query={query} /> : <Inbox ctx={ctx} query={query} />}
      </Suspense>
      <LiveRefresh />
    </>
  );
}

interface PartProps {
  readonly ctx: Context;
  readonly query: MessageQuery;
}

async function Upload({ ctx }: { readonly ctx: Context }) {
  const connections = await uploadChoices(ctx);
  return connections.length > 0 && <UploadButton connections={connections} />;
}

async function Inbox({ ctx, query }: PartProps) {
  const list = await pageRead(listMessages(ctx, query));
  return (
    <InboxView
      list={list}
      may={{
        replay: can(ctx.actor, "message.replay"),
        ignore: can(ctx.actor, "message.dismiss"),
        outbound: can(ctx.actor, "outbound.read"),
      }}
    />
  );
}

async function Outbound({ ctx, query }: PartProps) {
  const [list, counts] = await Promise.all([pageRead(listOutbound(ctx, query)), messageCounts(ctx)]);
  return (
    <>
      <div className="my-3.5">
        <MessageTabs current="outbound" counts={counts} showsOutbound />
      </div>
      {list.rows.length === 0 ? <EmptyMessages query={query} /> : <OutboundTable rows={list.rows} />}
      <Pagination
        newerHref={list.newer && messagesHref(query, { before: list.newer })}
        olderHref={list.older && messagesHref(query, { after: list.older })}
      />
    </>
  );
}
