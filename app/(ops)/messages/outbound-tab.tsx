import { EmptyMessages } from "@/components/messages/empty-messages";
import { MessageTabs } from "@/components/messages/message-tabs";
import { OutboundTable } from "@/components/messages/outbound-table";
import { Pagination } from "@/components/ui/pagination";
import { type MessageQuery, messagesHref } from "@/lib/contracts/messages/message-query";
import { pageRead } from "@/lib/usecases/access/page-read";
import type { Context } from "@/lib/usecases/context";
import { messageCounts } from "@/lib/usecases/views/messages/message-counts";
import { listOutbound } from "@/lib/usecases/views/messages/outbound";

interface OutboundTabProps {
  readonly ctx: Context;
  readonly query: MessageQuery;
}

export async function OutboundTab({ ctx, query }: OutboundTabProps) {
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
