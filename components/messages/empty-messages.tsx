import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type MessageQuery, messagesHref } from "@/lib/contracts/messages/message-query";

/** Nothing to show, and whether that is good news. */
export function EmptyMessages({ query }: { readonly query: MessageQuery }) {
  const { tab, ...narrowing } = query;
  const isNarrowed = Object.values(narrowing).some((value) => value !== undefined);
  return <Card>{isNarrowed ? <NothingMatches query={query} /> : <NothingThere tab={tab} />}</Card>;
}

function NothingMatches({ query }: { readonly query: MessageQuery }) {
  const all = messagesHref({ tab: query.tab });
  return (
    <EmptyState
      title={query.q ? `No message here names “${query.q}”` : "No message matches these filters"}
      action={
        <>
          {query.tab === "person" && (
            <LinkButton href={messagesHref({ ...query, tab: "all", state: undefined })}>
              Look among all messages
            </LinkButton>
          )}
          <LinkButton href={all}>Clear the filters</LinkButton>
        </>
      }
    >
      {query.q
        ? "Looked for a reference that a message waits for or told about, from its start, and for a message id."
        : "Take a filter away to see more."}
    </EmptyState>
  );
}

function NothingThere({ tab }: { readonly tab: MessageQuery["tab"] }) {
  if (tab === "person") {
    return (
      <EmptyState
        title="No message needs a person"
        action={<LinkButton href="/messages?tab=all">See all messages</LinkButton>}
      >
        Everything that came in was read, and found its shipment.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No message has come in yet"
      action={<LinkButton href="/connections">See the connections</LinkButton>}
    >
      Partners send to the address of their connection; files can be dropped or uploaded.
    </EmptyState>
  );
}
