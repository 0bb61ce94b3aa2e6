import { FilterMenu } from "@/components/ui/filter-menu";
import type { UnbilledPage } from "@/lib/contracts/billing/unbilled-page";
import { type UnbilledQuery, unbilledHref } from "@/lib/contracts/billing/unbilled-query";
import { AGE_BUCKETS } from "@/lib/domain/billing/age";
import { isBlocker } from "@/lib/domain/billing/unbilled";
import { standingLabel } from "./billing-words";

type Field = "blocker" | "age" | "customer" | "currency";
interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What narrows the list. Each choice is a link: the address holds all of them. */
export function UnbilledFilters({ page }: { readonly page: UnbilledPage }) {
  const { query, standings, customers, currencies } = page;
  const same = (value: string): Choice => ({ value, label: value });
  const blockers = standings.flatMap(({ standing }) =>
    isBlocker(standing) ? { value: standing, label: standingLabel(standing) } : [],
  );
  return (
    <div className="mt-3.5 mb-3.5 flex flex-wrap items-center gap-2.5">
      {blockers.length > 0 && <Choices name="Blocker" query={query} field="blocker" choices={blockers} />}
      <Choices
        name="Age"
        query={query}
        field="age"
        choices={AGE_BUCKETS.map(({ key, label }) => ({ value: key, label }))}
      />
      <Choices name="Customer" query={query} field="customer" choices={customers.map(same)} />
      {(currencies.length > 1 || query.currency) && (
        <Choices name="Currency" query={query} field="currency" choices={currencies.map(same)} />
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly query: UnbilledQuery;
  readonly field: Field;
  readonly choices: readonly Choice[];
}

function Choices({ name, query, field, choices }: ChoicesProps) {
  const chosen = query[field];
  const options = [
    { label: "Any", href: unbilledHref(query, { [field]: undefined }), on: chosen === undefined },
    ...choices.map(({ value, label }) => ({
      label,
      href: unbilledHref(query, { [field]: value }),
      on: chosen === value,
    })),
  ];
  const value = choices.find((choice) => choice.value === chosen)?.label ?? chosen ?? "any";
  return <FilterMenu name={name} value={value} active={chosen !== undefined} options={options} />;
}
