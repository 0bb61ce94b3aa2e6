import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RUN_STATE_WORDS } from "@/lib/contracts/flows/flow-words";
import { flowsHref, type RunQuery } from "@/lib/contracts/flows/run-query";

/** Nothing to show, and whether that is good news. */
export function EmptyRuns({ query }: { readonly query: RunQuery }) {
  const { state, ...others } = query;
  const isNarrowed = Object.values(others).some((value) => value !== undefined);
  if (isNarrowed)
    return (
      <Said
        title="No run matches these filters"
        action={<LinkButton href={flowsHref({})}>Clear the filters</LinkButton>}
      >
        {query.q ? "Looked for the start of a shipment number or order." : "Take a filter away to see more."}
      </Said>
    );
  if (state === undefined)
    return (
      <Said
        title="Nothing waits for a person"
        action={<LinkButton href={flowsHref({ state: "open" })}>See all open runs</LinkButton>}
      >
        Runs that are held, failed, dead or ask for approval appear here.
      </Said>
    );
  const word =
    state === "open" ? "open" : state === "over" ? "over" : RUN_STATE_WORDS[state].label.toLowerCase();
  return (
    <Said
      title={`No run is ${word}`}
      action={<LinkButton href={flowsHref({})}>See what needs a person</LinkButton>}
    >
      {state === "open" || state === "over"
        ? "Flows start by themselves when a delivery is told."
        : RUN_STATE_WORDS[state].means}
    </Said>
  );
}

function Said(props: {
  readonly title: string;
  readonly action: React.ReactNode;
  readonly children: React.ReactNode;
}) {
  return (
    <Card>
      <EmptyState title={props.title} action={props.action}>
        {props.children}
      </EmptyState>
    </Card>
  );
}
