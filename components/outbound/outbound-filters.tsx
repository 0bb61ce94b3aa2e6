import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import {
  type OutboundPageList,
  type OutboundQuery,
  outboundHref,
} from "@/lib/contracts/outbound/outbound-list";
import { OUTBOUND_KINDS, type OUTBOUND_STATES } from "@/lib/domain/outbound/outbound";
import { OUTBOUND_STATE_WORDS, SORT_WORDS } from "./outbound-words";

interface OutboundFiltersProps extends Pick<OutboundPageList, "counts" | "connections" | "showsNotices"> {
  readonly query: OutboundQuery;
}

const STATES = [
  "failed",
  "uncertain",
  "waiting",
  "sending",
  "sent",
] as const satisfies readonly (typeof OUTBOUND_STATES)[number][];

/** What narrows the list. Each choice is a link: the address holds all of them. */
export function OutboundFilters({ query, counts, connections, showsNotices }: OutboundFiltersProps) {
  const kinds = showsNotices ? ([...OUTBOUND_KINDS, "notice"] as const) : OUTBOUND_KINDS;
  const connection = connections.find(({ value }) => value === query.connection);
  return (
    <nav aria-label="Filters" className="flex flex-wrap items-center gap-2.5">
      {STATES.map((state) => {
        const isOn = query.state === state;
        const count = counts[state];
        return (
          <FilterPill
            key={state}
            href={outboundHref(query, { state: isOn ? undefined : state })}
            on={isOn}
            {...(count ? { count } : {})}
          >
            {OUTBOUND_STATE_WORDS[state].label}
          </FilterPill>
        );
      })}
      <FilterMenu
        name="Kind"
        value={query.kind ? SORT_WORDS[query.kind] : "any"}
        active={query.kind !== undefined}
        options={[undefined, ...kinds].map((kind) => ({
          label: kind ? SORT_WORDS[kind] : "Any",
          href: outboundHref(query, { kind }),
          on: query.kind === kind,
        }))}
      />
      <FilterMenu
        name="Connection"
        value={connection?.label ?? "any"}
        active={query.connection !== undefined}
        options={[{ value: undefined, label: "Any" }, ...connections].map(({ value, label }) => ({
          label,
          href: outboundHref(query, { connection: value }),
          on: query.connection === value,
        }))}
      />
    </nav>
  );
}
