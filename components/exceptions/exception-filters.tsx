import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import { SearchBox } from "@/components/ui/search-box";
import type { ExceptionList } from "@/lib/contracts/exceptions/exception-list";
import { type ExceptionFilter, exceptionsHref } from "@/lib/contracts/exceptions/exception-query";
import { ROLE_LABELS, ROLES } from "@/lib/domain/access/role";
import { EXCEPTION_KINDS, SEVERITIES } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import { SEVERITY_WORDS } from "./exception-words";

type FilterList = Pick<
  ExceptionList,
  "query" | "counts" | "groups" | "connections" | "customers" | "carriers" | "people"
>;

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What narrows the list. Each choice is a link: the address holds all of them. */
export function ExceptionFilters({ list }: { readonly list: FilterList }) {
  const { query, counts } = list;
  // The kept numbers are of what is open; elsewhere every kind can be asked for.
  const kinds = EXCEPTION_KINDS.filter(
    (kind) => query.tab !== "open" || counts.byKind[kind] || kind === query.kind,
  ).map((kind) => ({
    value: kind,
    label:
      query.tab === "open"
        ? `${EXCEPTION_RULES[kind].label} ${(counts.byKind[kind] ?? 0).toLocaleString("en")}`
        : EXCEPTION_RULES[kind].label,
  }));
  const group = list.groups.find((each) => each.id === query.group);
  return (
    <div className="mt-2.5 mb-3.5 flex flex-wrap items-center gap-2.5">
      <div className="contents max-sm:-mx-3 max-sm:flex max-sm:w-[calc(100%+1.5rem)] max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-3 max-sm:py-0.5">
        {query.group && (
          <FilterPill href={exceptionsHref(query, { group: undefined })} on>
            {`Cause: ${group?.title ?? "one"} ×`}
          </FilterPill>
        )}
        <Menu query={query} name="Kind" field="kind" choices={kinds} />
        <Menu query={query} name="Severity" field="severity" choices={SEVERITY_CHOICES} />
        <Menu query={query} name="Role" field="role" choices={ROLE_CHOICES} />
        {query.tab !== "mine" && query.tab !== "unassigned" && (
          <Menu query={query} name="Person" field="assignee" choices={list.people} />
        )}
        <Menu query={query} name="Customer" field="customer" choices={list.customers} />
        <Menu query={query} name="Carrier" field="carrier" choices={list.carriers} />
        <Menu query={query} name="Connection" field="connection" choices={list.connections} />
      </div>
      <SearchBox
        label="Shipment or connection"
        value={query.q}
        clearHref={exceptionsHref(query, { q: undefined })}
      />
    </div>
  );
}

const SEVERITY_CHOICES: readonly Choice[] = SEVERITIES.map((value) => ({
  value,
  label: SEVERITY_WORDS[value],
}));
const ROLE_CHOICES: readonly Choice[] = ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }));

interface MenuProps {
  readonly query: ExceptionList["query"];
  readonly name: string;
  readonly field: Exclude<keyof ExceptionFilter, "tab">;
  readonly choices: readonly Choice[];
}

function Menu({ query, name, field, choices }: MenuProps) {
  const value = query[field];
  const chosen = choices.find((choice) => choice.value === value);
  if (choices.length === 0 && value === undefined) return null;
  return (
    <FilterMenu
      name={name}
      value={chosen?.label ?? value ?? "any"}
      active={value !== undefined}
      options={[
        { label: "Any", href: exceptionsHref(query, { [field]: undefined }), on: value === undefined },
        ...choices.map((choice) => ({
          label: choice.label,
          href: exceptionsHref(query, { [field]: choice.value }),
          on: choice.value === value,
        })),
      ]}
    />
  );
}
