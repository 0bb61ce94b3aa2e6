import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import { SearchBox } from "@/components/ui/search-box";
import type { MessageList } from "@/lib/contracts/messages/message-list";
import { type MessageQuery, messagesHref } from "@/lib/contracts/messages/message-query";
import { MESSAGE_STATE_NAMES, PERSON_STATES } from "@/lib/contracts/messages/state-words";
import { MESSAGE_STATES } from "@/lib/domain/message/message-state";
import { countText } from "./count-text";
import { ReceivedFilter } from "./received-filter";

type FilterData = Pick<MessageList, "query" | "counts" | "connections" | "reasons">;

/** What narrows the inbox. Each choice is a link: the address holds all of them. */
export function MessageFilters({ query, counts, connections, reasons }: FilterData) {
  const connection = connections.find((choice) => choice.value === query.connection);
  const reason = reasons.find((choice) => choice.value === query.reason);
  return (
    <div className="mt-2.5 mb-3.5 flex flex-wrap items-center gap-2.5">
      <StateFilter query={query} counts={counts} />
      <FilterMenu
        name="Connection"
        value={connection?.label ?? "any"}
        active={query.connection !== undefined}
        options={withAny(query, "connection", connections)}
      />
      <FilterMenu
        name="Reason"
        value={reason?.label ?? "any"}
        active={query.reason !== undefined}
        options={withAny(query, "reason", reasons)}
      />
      <ReceivedFilter query={query} />
      <SearchBox
        label="Reference or message id"
        value={query.q}
        clearHref={messagesHref(query, { q: undefined })}
      />
    </div>
  );
}

function StateFilter({ query, counts }: Pick<FilterData, "query" | "counts">) {
  if (query.tab === "all") {
    const options = MESSAGE_STATE_NAMES.map((state) => ({
      value: state,
      label: MESSAGE_STATES[state].label,
    }));
    return (
      <FilterMenu
        name="State"
        value={query.state ? MESSAGE_STATES[query.state].label : "any"}
        active={query.state !== undefined}
        options={withAny(query, "state", options)}
      />
    );
  }
  return PERSON_STATES.map((state) => {
    const count = counts.byState[state];
    const isOn = query.state === state;
    return (
      <FilterPill
        key={state}
        href={messagesHref(query, { state: isOn ? undefined : state })}
        on={isOn}
        {...(count ? { count: countText(count) } : {})}
      >
        {MESSAGE_STATES[state].label}
      </FilterPill>
    );
  });
}

function withAny(
  query: MessageQuery,
  key: "state" | "connection" | "reason",
  choices: readonly { readonly value: string; readonly label: string }[],
) {
  const any = { label: "Any", href: messagesHref(query, { [key]: undefined }), on: query[key] === undefined };
  const rest = choices.map(({ value, label }) => ({
    label,
    href: messagesHref(query, { [key]: value }),
    on: query[key] === value,
  }));
  return [any, ...rest];
}
