import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { FilterMenu } from "@/components/ui/filter-menu";
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
      <TextFilter query={query} />
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

function TextFilter({ query }: { readonly query: StockQuery }) {
  const { q, after: _, before: __, ...kept } = query;
  return (
    <search className="ml-auto max-sm:ml-0 max-sm:w-full">
      <Form action="/stock" scroll={false} className="relative">
        {Object.entries(kept).map(([key, value]) =>
          value === undefined ? null : <input key={key} type="hidden" name={key} value={value} />,
        )}
        <input
          // A new address is a new box: what was typed must not outlive it.
          key={q ?? ""}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          aria-label="Product or location"
          placeholder="Product or location"
          className="w-64 rounded-btn border border-field bg-surface px-2.5 py-1 pr-8 max-sm:w-full [&::-webkit-search-cancel-button]:hidden"
        />
        {q && (
          <Link
            href={stockHref(query, { q: undefined })}
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
