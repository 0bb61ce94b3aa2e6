import { FilterMenu } from "@/components/ui/filter-menu";
import { FilterPill } from "@/components/ui/filter-pill";
import { LinkButton } from "@/components/ui/link-button";
import { COUNTED_LABELS } from "@/lib/contracts/overview/counted";
import type { BoardFacets } from "@/lib/contracts/shipments/board-page";
import {
  type BoardQuery,
  boardHref,
  isNarrowed,
  MODE_LABELS,
  STAGE_LABELS,
} from "@/lib/contracts/shipments/board-query";
import { PickupFilter } from "./pickup-filter";
import { TextFilter } from "./text-filter";

interface BoardFiltersProps {
  readonly query: BoardQuery;
  readonly facets: BoardFacets;
}

type Choice = "carrier" | "customer" | "stage" | "mode";

const NAMES: Readonly<Record<Choice, string>> = {
  carrier: "Carrier",
  customer: "Customer",
  stage: "Stage",
  mode: "Mode",
};

/** The filters that narrow the board, each with what holds now. All of them live in the address. */
export function BoardFilters({ query, facets }: BoardFiltersProps) {
  const values = (list: readonly string[]) => list.map((value) => ({ value, label: value }));
  const labels = (known: Readonly<Record<string, string>>) =>
    Object.entries(known).map(([value, label]) => ({ value, label }));
  return (
    <>
      <ChoiceFilter choice="carrier" query={query} options={values(facets.carriers)} />
      <ChoiceFilter choice="customer" query={query} options={values(facets.customers)} />
      <PickupFilter query={query} />
      <ChoiceFilter choice="stage" query={query} options={labels(STAGE_LABELS)} />
      <ChoiceFilter choice="mode" query={query} options={labels(MODE_LABELS)} />
      {query.counted && query.days && (
        <FilterPill on href={boardHref(query, { counted: undefined, days: undefined })}>
          {COUNTED_LABELS[query.counted]}, {query.days.replace("..", " to ")} ×
        </FilterPill>
      )}
      <TextFilter key={query.q ?? ""} query={query} />
      {isNarrowed(query) && (
        <LinkButton kind="quiet" href={boardHref({ attention: query.attention })} scroll={false}>
          Clear filters
        </LinkButton>
      )}
    </>
  );
}

interface ChoiceFilterProps {
  readonly choice: Choice;
  readonly query: BoardQuery;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

function ChoiceFilter({ choice, query, options }: ChoiceFilterProps) {
  const chosen = query[choice];
  const label = options.find((option) => option.value === chosen)?.label ?? chosen;
  const any = { label: "Any", href: boardHref(query, { [choice]: undefined }), on: chosen === undefined };
  return (
    <FilterMenu
      name={NAMES[choice]}
      value={label ?? "any"}
      active={chosen !== undefined}
      options={[
        any,
        ...options.map((option) => ({
          label: option.label,
          href: boardHref(query, { [choice]: option.value }),
          on: option.value === chosen,
        })),
      ]}
    />
  );
}
