import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { countText } from "@/components/messages/count-text";
import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
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
        <TextFilter query={query} />
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

const TEXT_LABEL = "Operation key, document or result";

/** Finds by the start of an operation key, of a document or of what came of it. */
function TextFilter({ query }: { readonly query: CommandQuery }) {
  const kept = (["state", "kind", "connection"] as const).filter((key) => query[key] !== undefined);
  return (
    <search className="ml-auto max-sm:ml-0 max-sm:w-full">
      <Form action="/commands" scroll={false} className="relative">
        {kept.map((key) => (
          <input key={key} type="hidden" name={key} value={query[key]} />
        ))}
        <input
          // A new address is a new box: what was typed must not outlive it.
          key={query.q ?? ""}
          type="search"
          name="q"
          defaultValue={query.q}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          aria-label={TEXT_LABEL}
          placeholder={TEXT_LABEL}
          className="w-72 rounded-btn border border-field bg-surface px-2.5 py-1 pr-8 max-sm:w-full [&::-webkit-search-cancel-button]:hidden"
        />
        {query.q && (
          <Link
            href={commandsHref(query, { q: undefined })}
            aria-label="Show all again"
            className="absolute top-1/2 right-1 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-md text-ink-3 hover:text-ink"
          >
            <X size={14} aria-hidden="true" />
          </Link>
        )}
      </Form>
    </search>
  );
}
