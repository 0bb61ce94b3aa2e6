import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import type { FindResult } from "@/lib/contracts/shipments/find-result";
import { FoundTable } from "./found-table";
import { WaitingMessages } from "./waiting-messages";

interface FindResultsProps {
  readonly result: FindResult;
  readonly readAt: number;
}

export function FindResults({ result, readAt }: FindResultsProps) {
  const { query, shipments, messages, more } = result;
  return (
    <>
      <PageHead title={query ? `Find “${query}”` : "Find"} sub={summary(result)} />
      <div className="mt-3.5 grid gap-3.5">
        {shipments.length > 0 && <FoundTable shipments={shipments} readAt={readAt} />}
        {more && <p className="text-ink-2">There are more. Type more of the number to narrow them.</p>}
        {messages.length > 0 && <WaitingMessages messages={messages} />}
        {shipments.length === 0 && messages.length === 0 && <NothingFound result={result} />}
      </div>
    </>
  );
}

function summary({ query, shipments, messages, more }: FindResult): string {
  if (!query) return "Every number that names a shipment, whole or by its beginning.";
  const count = `${shipments.length}${more ? "+" : ""} ${shipments.length === 1 ? "shipment" : "shipments"}`;
  if (messages.length === 0) return count;
  return `${count}, ${messages.length} waiting ${messages.length === 1 ? "message" : "messages"}`;
}

function NothingFound({ result: { query, lookup, tooShort } }: { readonly result: FindResult }) {
  return (
    <div className="rounded-card border border-line bg-surface">
      {!query || tooShort ? (
        <EmptyState title={query ? "That is too short to look up" : "Type a number into the box above"}>
          At least three letters or digits. Spaces, dashes and case do not matter.
        </EmptyState>
      ) : (
        <EmptyState title="No shipment carries this number">
          <p>
            <span className="mono">{lookup}</span> was looked up in every kind of reference, whole and by its
            beginning, and in messages that wait for a shipment. Ask for another number: order, PRO, BOL,
            tracking, container.
          </p>
        </EmptyState>
      )}
    </div>
  );
}
