import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import { SearchBox } from "@/components/ui/search-box";
import {
  FLOW_TITLES,
  PERSON_STATES,
  RUN_STATE_ORDER,
  RUN_STATE_WORDS,
} from "@/lib/contracts/flows/flow-words";
import type { RunList } from "@/lib/contracts/flows/run-list";
import { flowsHref, type RunQuery } from "@/lib/contracts/flows/run-query";
import { FLOW_NAMES } from "@/lib/domain/flow/definition";
import { OPEN_RUN_STATES } from "@/lib/domain/flow/run-state";

/** What narrows the list. Each choice is a link: the address holds all of them. */
export function RunFilters({ query, counts, byFlow, connections }: RunList) {
  const sum = (states: readonly (keyof typeof counts)[]) =>
    states.reduce((all, state) => all + (counts[state] ?? 0), 0);
  const connection = connections.find(({ value }) => value === query.connection);
  const flows = FLOW_NAMES.map((flow) => ({
    value: flow,
    label: `${FLOW_TITLES[flow]} (${text(byFlow[flow] ?? 0)})`,
  }));
  return (
    <div className="my-3.5 grid gap-2.5">
      <nav aria-label="State" className="flex flex-wrap gap-2.5">
        <FilterPill
          href={flowsHref(query, { state: undefined })}
          on={!query.state}
          count={text(sum(PERSON_STATES))}
        >
          Need a person
        </FilterPill>
        <FilterPill
          href={flowsHref(query, { state: "open" })}
          on={query.state === "open"}
          count={text(sum(OPEN_RUN_STATES))}
        >
          All open
        </FilterPill>
        {RUN_STATE_ORDER.filter((state) => OPEN_RUN_STATES.includes(state)).map((state) => (
          <FilterPill
            key={state}
            href={flowsHref(query, { state: query.state === state ? undefined : state })}
            on={query.state === state}
            count={text(counts[state] ?? 0)}
          >
            {RUN_STATE_WORDS[state].label}
          </FilterPill>
        ))}
        <FilterPill href={flowsHref(query, { state: "over" })} on={query.state === "over"}>
          Over
        </FilterPill>
      </nav>
      <div className="flex flex-wrap items-center gap-2.5">
        <FilterMenu
          name="Flow"
          value={query.flow ? FLOW_TITLES[query.flow] : "any"}
          active={query.flow !== undefined}
          options={withAny(query, "flow", flows)}
        />
        {connections.length > 0 && (
          <FilterMenu
            name="Connection"
            value={connection?.label ?? "any"}
            active={query.connection !== undefined}
            options={withAny(query, "connection", connections)}
          />
        )}
        <SearchBox label="Shipment or order" value={query.q} clearHref={flowsHref(query, { q: undefined })} />
      </div>
    </div>
  );
}

const text = (count: number) => count.toLocaleString("en");

function withAny(
  query: RunQuery,
  key: "flow" | "connection",
  choices: readonly { readonly value: string; readonly label: string }[],
) {
  const any = { label: "Any", href: flowsHref(query, { [key]: undefined }), on: query[key] === undefined };
  return [
    any,
    ...choices.map(({ value, label }) => ({
      label,
      href: flowsHref(query, { [key]: value }),
      on: query[key] === value,
    })),
  ];
}
