import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type CommandQuery, commandsHref } from "@/lib/contracts/commands/command-query";
import { COMMAND_STATE_WORDS } from "@/lib/contracts/commands/command-words";

/** Nothing to show, and whether that is good news. */
export function EmptyCommands({ query }: { readonly query: CommandQuery }) {
  const { state, ...others } = query;
  const isNarrowed = Object.values(others).some((value) => value !== undefined);
  return <Card>{isNarrowed ? <NothingMatches query={query} /> : <NothingThere state={state} />}</Card>;
}

function NothingMatches({ query }: { readonly query: CommandQuery }) {
  return (
    <EmptyState
      title={query.q ? `No write begins with “${query.q}”` : "No write matches these filters"}
      action={<LinkButton href={commandsHref({})}>Clear the filters</LinkButton>}
    >
      {query.q
        ? "Looked for the start of an operation key, of a document such as stock.picking,12, and of a result's name."
        : "Take a filter away to see more."}
    </EmptyState>
  );
}

function NothingThere({ state }: Pick<CommandQuery, "state">) {
  if (state) {
    return (
      <EmptyState
        title={`No write is in the state “${COMMAND_STATE_WORDS[state].label}”`}
        action={<LinkButton href={commandsHref({})}>See all writes</LinkButton>}
      >
        {COMMAND_STATE_WORDS[state].means}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing was written to Odoo yet"
      action={<LinkButton href="/connections">See the connections</LinkButton>}
    >
      Notes, tracking references, proofs of delivery, invoices and bills that Milepost writes appear here,
      each with what Odoo answered.
    </EmptyState>
  );
}
