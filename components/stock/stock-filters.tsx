import { FilterMenu } from "@/components/ui/filter-menu";
import { SearchBox } from "@/components/ui/search-box";
import type { StockList } from "@/lib/contracts/stock/stock-list";
import { type StockQuery, stockHref } from "@/lib/contracts/stock/stock-query";
import { DISCREPANCY_REASONS } from "@/lib/domain/stock/discrepancy";
import { REASON_WORDS } from "./stock-words";

type FilterData = Pick<StockList, "query" | "warehouses" | "locations">;

/** What narrows the list. Each choice is a link: the address holds all of them. */
export function StockFilters({ query, warehouses, locations }: FilterData) {
  const connections = warehouses.map(({ id, name }) => ({ value: id, label: name }));
  const reasons = DISCREPANCY_REASONS.map((value) => ({ value, label: REASON_WORDS[value].label }));
  return (
    <div className="mt-2.5 mb-3.5 flex flex-wrap items-center gap-2.5">
      <Choices name="Warehouse" query={query} field="connection" choices={connections} />
      <Choices name="Location" query={query} field="location" choices={locations} />
      <Choices name="Reason" query={query} field="reason" choices={reasons} />
      <SearchBox label="Product or location" value={query.q} clearHref={stockHref(query, { q: undefined })} />
    </div>
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly query: StockQuery;
  readonly field: "connection" | "location" | "reason";
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

function Choices({ name, query, field, choices }: ChoicesProps) {
  const chosen = query[field];
  const options = [
    { label: "Any", href: stockHref(query, { [field]: undefined }), on: chosen === undefined },
    ...choices.map(({ value, label }) => ({
      label,
      href: stockHref(query, { [field]: value }),
      on: chosen === value,
    })),
  ];
  const value = choices.find((choice) => choice.value === chosen)?.label ?? chosen ?? "any";
  return <FilterMenu name={name} value={value} active={chosen !== undefined} options={options} />;
}
