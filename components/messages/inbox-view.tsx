import { Pagination } from "@/components/ui/pagination";
import type { BulkKind } from "@/lib/contracts/messages/decisions";
import type { MessageList } from "@/lib/contracts/messages/message-list";
import { messagesHref } from "@/lib/contracts/messages/message-query";
import type { MessageRights } from "@/lib/contracts/messages/rights";
import { EmptyMessages } from "./empty-messages";
import { LagBanner } from "./lag-banner";
import { MessageFilters } from "./message-filters";
import { MessageTable } from "./message-table";
import { MessageTabs } from "./message-tabs";

interface InboxViewProps {
  readonly list: MessageList;
  /** The menu of saved filters. */
  readonly views: React.ReactNode;
  readonly may: MessageRights;
}

export function InboxView({ list, views, may }: InboxViewProps) {
  const { query, rows } = list;
  const kinds: BulkKind[] = [
    ...(may.replay ? (["replay"] as const) : []),
    ...(may.dismiss ? (["ignore"] as const) : []),
  ];
  return (
    <>
      <div className="mt-3.5">
        <LagBanner lag={list.lag} />
        <div className="flex flex-wrap items-center justify-between gap-2.5">
          <MessageTabs current={query.tab} counts={list.counts} showsOutbound={may.outbound} />
          {views}
        </div>
      </div>
      <MessageFilters
        query={query}
        counts={list.counts}
        connections={list.connections}
        reasons={list.reasons}
      />
      {rows.length === 0 ? <EmptyMessages query={query} /> : <MessageTable list={list} kinds={kinds} />}
      {rows.length > 0 || list.newer ? (
        <Pagination
          newerHref={list.newer && messagesHref(query, { before: list.newer })}
          olderHref={list.older && messagesHref(query, { after: list.older })}
          summary={list.bounded ?? orderText(list)}
        />
      ) : (
        <p className="mt-2.5 text-xs text-ink-3">{list.bounded}</p>
      )}
    </>
  );
}

function orderText({ query, rows }: MessageList): string | null {
  if (rows.length === 0) return null;
  if (query.q) return "Every message found, what needs a person first.";
  return query.tab === "person" ? "What can't be read first, then newest first." : "Newest first.";
}
