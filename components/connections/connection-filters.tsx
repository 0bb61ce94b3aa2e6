import Form from "next/form";
import { FilterPill } from "@/components/ui/filter-pill";
import { type ConnectionQuery, connectionsHref } from "@/lib/contracts/connections/connection-query";
import type { ConnectionHealth } from "@/lib/domain/connection/health";
import { HEALTH_WORDS } from "./connection-words";

interface ConnectionFiltersProps {
  readonly query: ConnectionQuery;
  /** How many connections there are of each state. */
  readonly counts: Readonly<Partial<Record<ConnectionHealth, number>>>;
}

/** What narrows the list, with how many there are of each. */
export function ConnectionFilters({ query, counts }: ConnectionFiltersProps) {
  const states = (Object.keys(HEALTH_WORDS) as ConnectionHealth[]).filter(
    (state) => counts[state] || query.state === state,
  );
  return (
    <div className="mb-3.5 flex flex-wrap items-center gap-2.5">
      {states.map((state) => {
        const isOn = query.state === state;
        return (
          <FilterPill
            key={state}
            href={connectionsHref(query, { state: isOn ? undefined : state })}
            on={isOn}
            count={counts[state] ?? 0}
          >
            {HEALTH_WORDS[state].label}
          </FilterPill>
        );
      })}
      <search className="ml-auto max-sm:ml-0 max-sm:w-full">
        <Form action="/connections" scroll={false}>
          {query.state && <input type="hidden" name="state" value={query.state} />}
          <input
            key={query.q ?? ""}
            type="search"
            name="q"
            defaultValue={query.q}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
            aria-label="Name of a connection"
            placeholder="Name of a connection"
            className="w-64 rounded-btn border border-field bg-surface px-2.5 py-1 max-sm:w-full"
          />
        </Form>
      </search>
    </div>
  );
}
