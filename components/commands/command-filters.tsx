import { countText } from "@/components/messages/count-text";
import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import { SearchBox } from "@/components/ui/search-box";
import type { CommandList } from "@/lib/contracts/commands/command-list";
import { type CommandQuery, commandsHref } from "@/lib/contracts/commands/command-query";
import {
  COMMAND_KIND_WORDS,
  COMMAND_KINDS,
  COMMAND_STATE_ORDER,
  COMMAND_STATE_WORDS,
} from "@/lib/contracts/commands/command-words";

type FilterData = Pick<CommandList, "query" | "counts" | "connections">;

/** What narrows the list. Each choice is a link: the address holds all of them. */
export function CommandFilters({ query, counts, connections }: FilterData) {
  const connection = connections.find((choice) => choice.value === query.connection);
  const kinds = COMMAND_KINDS.map((kind) => ({ value: kind, label: COMMAND_KIND_WORDS[kind] }));
  return (
    <div className="my-3.5 grid gap-2.5">
      <nav aria-label="State" className="flex flex-wrap gap-2.5">
        <FilterPill href={commandsHref(query, { state: undefined })} on={!query.state}>
          All
        </FilterPill>
        {COMMAND_STATE_ORDER.map((state) => (
          <FilterPill
            key={state}
            href={commandsHref(query, { state: query.state === state ? undefined : state })}
            on={query.state === state}
            count={countText(counts.byState[state])}
          >
            {COMMAND_STATE_WORDS[state].label}
          </FilterPill>
        ))}
      </nav>
      <div className="flex flex-wrap items-center gap-2.5">
        <FilterMenu
          name="Kind"
          value={query.kind ? COMMAND_KIND_WORDS[query.kind] : "any"}
          active={query.kind !== undefined}
          options={withAny(query, "kind", kinds)}
        />
        {connections.length > 1 || query.connection ? (
          <FilterMenu
            name="Connection"
            value={connection?.label ?? "any"}
            active={query.connection !== undefined}
            options={withAny(query, "connection", connections)}
          />
        ) : null}
        <SearchBox
          label="Operation key, document or result"
          value={query.q}
          clearHref={commandsHref(query, { q: undefined })}
        />
      </div>
    </div>
  );
}

function withAny(
  query: CommandQuery,
  key: "kind" | "connection",
  choices: readonly { readonly value: string; readonly label: string }[],
) {
  const any = { label: "Any", href: commandsHref(query, { [key]: undefined }), on: query[key] === undefined };
  const rest = choices.map(({ value, label }) => ({
    label,
    href: commandsHref(query, { [key]: value }),
    on: query[key] === value,
  }));
  return [any, ...rest];
}
