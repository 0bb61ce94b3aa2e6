import { FilterMenu } from "@/components/ui/filter-menu";
import type { ClockChoices } from "@/lib/contracts/clocks/clock-list";
import { type ClockQuery, clocksHref } from "@/lib/contracts/clocks/clock-query";
import { CLOCK_KINDS } from "@/lib/domain/clock/clock-policy";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";

interface ClockFiltersProps {
  readonly query: ClockQuery;
  readonly choices: ClockChoices;
  readonly children?: React.ReactNode;
}

/** Promises on messages are watched with their connection, not here. */
const KINDS = CLOCK_KINDS.filter((kind) => kind !== "acknowledgement");
const same = (value: string) => ({ value, label: value });

/** What narrows the list. Each choice is a link: the address holds all of them. */
export function ClockFilters({ query, choices, children }: ClockFiltersProps) {
  const kinds = KINDS.map((kind) => ({ value: kind, label: CLOCK_WORDS[kind].name }));
  return (
    <div className="mt-2.5 mb-3.5 flex flex-wrap items-center gap-2.5">
      <Choice name="Customer" query={query} field="customer" choices={choices.customers.map(same)} />
      <Choice name="Carrier" query={query} field="carrier" choices={choices.carriers.map(same)} />
      <Choice name="Promise" query={query} field="kind" choices={kinds} />
      <Choice name="Policy" query={query} field="policy" choices={choices.policies} />
      {children}
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly query: ClockQuery;
  readonly field: "customer" | "carrier" | "kind" | "policy";
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ name, query, field, choices }: ChoiceProps) {
  const chosen = query[field];
  const options = [
    { label: "Any", href: clocksHref(query, { [field]: undefined }), on: chosen === undefined },
    ...choices.map(({ value, label }) => ({
      label,
      href: clocksHref(query, { [field]: value }),
      on: chosen === value,
    })),
  ];
  const value = choices.find((choice) => choice.value === chosen)?.label ?? chosen ?? "any";
  return <FilterMenu name={name} value={value} active={chosen !== undefined} options={options} />;
}
