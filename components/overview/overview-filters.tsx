import Form from "next/form";
import { Button } from "@/components/ui/button";
import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import {
  type OverviewQuery,
  overviewHref,
  type Period,
  RANGE_DAYS,
} from "@/lib/contracts/overview/overview-query";

interface OverviewFiltersProps {
  readonly path: string;
  readonly query: OverviewQuery;
  readonly period: Period;
  readonly zone: string;
  readonly facets: { readonly customers: readonly string[]; readonly carriers: readonly string[] };
  readonly without?: "carrier";
}

/** Days, customer and carrier, all of them in the address. */
export function OverviewFilters({ path, query, period, zone, facets, without }: OverviewFiltersProps) {
  const own = query.from !== undefined || query.until !== undefined;
  const words: Readonly<Record<number, string>> = {
    7: "7 days",
    14: "14 days",
    28: "4 weeks",
    91: "13 weeks",
  };
  return (
    <div className="my-3.5 flex flex-wrap items-center gap-2.5">
      <nav aria-label="Days" className="flex flex-wrap gap-2.5">
        {RANGE_DAYS.map((days) => (
          <FilterPill
            key={days}
            on={!own && period.days === days}
            href={overviewHref(path, query, { days, from: undefined, until: undefined })}
          >
            {words[days]}
          </FilterPill>
        ))}
      </nav>
      <Choice path={path} query={query} field="customer" options={facets.customers} />
      {without !== "carrier" && (
        <Choice path={path} query={query} field="carrier" options={facets.carriers} />
      )}
      <details className="relative">
        <summary className="cursor-pointer rounded-btn border border-line-strong bg-surface px-2.5 py-1 text-ink-2 hover:text-ink">
          {`${period.from} to ${period.to}`}
        </summary>
        <Form
          action={path}
          className="absolute z-20 mt-1.5 grid gap-2 rounded-card border border-line bg-surface p-3 shadow-lg"
        >
          {query.customer && <input type="hidden" name="customer" value={query.customer} />}
          {query.carrier && without !== "carrier" && (
            <input type="hidden" name="carrier" value={query.carrier} />
          )}
          <TextField label="From" type="date" name="from" defaultValue={period.from} />
          <TextField
            label="Until, included"
            type="date"
            name="until"
            defaultValue={period.to}
            hint={`Days in ${zone}`}
          />
          <Button type="submit">Show these days</Button>
        </Form>
      </details>
      {(own || query.customer || query.carrier || query.days) && (
        <LinkButton kind="quiet" href={path} scroll={false}>
          Clear filters
        </LinkButton>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly path: string;
  readonly query: OverviewQuery;
  readonly field: "customer" | "carrier";
  readonly options: readonly string[];
}

function Choice({ path, query, field, options }: ChoiceProps) {
  const chosen = query[field];
  const to = (value: string | undefined) => overviewHref(path, query, { [field]: value });
  return (
    <FilterMenu
      name={field === "customer" ? "Customer" : "Carrier"}
      value={chosen ?? "any"}
      active={chosen !== undefined}
      options={[
        { label: "Any", href: to(undefined), on: chosen === undefined },
        ...options.map((value) => ({ label: value, href: to(value), on: value === chosen })),
      ]}
    />
  );
}
