import Form from "next/form";
import Link from "next/link";
import { shareText } from "@/components/overview/figure-text";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterPill } from "@/components/ui/filter-pill";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import { TextField } from "@/components/ui/text-field";
import type { Adherence, AdherenceLine } from "@/lib/contracts/clocks/clock-list";
import { ADHERENCE_GROUPS, type AdherenceGroup, clocksHref } from "@/lib/contracts/clocks/clock-query";
import { ClockFilters } from "./clock-filters";
import { ClockTabs } from "./clocks-view";

const GROUP_WORDS: Readonly<Record<AdherenceGroup, string>> = {
  customer: "Customer",
  carrier: "Carrier",
  policy: "Policy",
};

/** How many promises that fell due in some days were kept, told by whom they are for, who keeps them, or which they are. */
export function AdherenceView({ adherence }: { readonly adherence: Adherence }) {
  const { query, by, from, until, zone, met, breached } = adherence;
  return (
    <>
      <ClockTabs query={query} counts={null} />
      <ClockFilters query={query} choices={adherence.choices} />
      <div className="mb-3.5 flex flex-wrap items-end justify-between gap-3.5">
        <nav aria-label="Told by" className="flex flex-wrap gap-2.5">
          {ADHERENCE_GROUPS.map((group) => (
            <FilterPill key={group} href={clocksHref(query, { by: group })} on={by === group}>
              {`By ${GROUP_WORDS[group].toLowerCase()}`}
            </FilterPill>
          ))}
        </nav>
        <Days adherence={adherence} />
      </div>
      <p className="mb-2 text-ink-2">
        <b>{`${shareText(met, met + breached)} kept`}</b>
        {`: ${met.toLocaleString("en")} met and ${breached.toLocaleString("en")} breached of those due ${from} to ${until} (${zone}).`}
        {adherence.countedNewest !== null &&
          ` Only the newest ${adherence.countedNewest.toLocaleString("en")} are counted: choose fewer days for all of them.`}
      </p>
      <Card flush>
        {adherence.lines.length === 0 ? (
          <EmptyState title="No promise fell due in these days">
            Choose other days, or take a filter away.
          </EmptyState>
        ) : (
          <Lines adherence={adherence} />
        )}
      </Card>
      {adherence.moreLines && (
        <p className="mt-2 text-xs text-ink-3">
          {`The ${adherence.lines.length} with most broken promises; the sums above are of all.`}
        </p>
      )}
    </>
  );
}

function Lines({ adherence }: { readonly adherence: Adherence }) {
  const { by, lines } = adherence;
  return (
    <Table label={`Kept and broken promises by ${by}`}>
      <TableHead>
        <HeadCell>{GROUP_WORDS[by]}</HeadCell>
        <HeadCell numeric>Kept</HeadCell>
        <HeadCell numeric>Met</HeadCell>
        <HeadCell numeric>Breached</HeadCell>
        <HeadCell numeric>All</HeadCell>
      </TableHead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.value ?? ""}>
            <Cell>
              {line.value === null ? <span className="text-ink-2">{line.label}</span> : <b>{line.label}</b>}
            </Cell>
            <Cell label="Kept" numeric className="font-bold">
              {shareText(line.met, line.met + line.breached)}
            </Cell>
            <Cell label="Met" numeric>
              <Counted count={line.met} line={line} adherence={adherence} tab="met" />
            </Cell>
            <Cell label="Breached" numeric>
              <Counted count={line.breached} line={line} adherence={adherence} tab="breached" />
            </Cell>
            <Cell label="All" numeric>
              {(line.met + line.breached).toLocaleString("en")}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

interface CountedProps {
  readonly count: number;
  readonly line: AdherenceLine;
  readonly adherence: Adherence;
  readonly tab: "met" | "breached";
}

/** A number that opens the list it counts. */
function Counted({ count, line, adherence, tab }: CountedProps) {
  const text = count.toLocaleString("en");
  if (line.value === null || count === 0) return text;
  const { query, by, from, until } = adherence;
  return (
    <Link
      href={clocksHref(query, { tab, by: undefined, from, until, [by]: line.value })}
      aria-label={`${text} ${tab} of ${line.label}`}
      className={classNames("underline underline-offset-2", tab === "breached" ? "text-bad" : "text-accent")}
    >
      {text}
    </Link>
  );
}

function Days({ adherence }: { readonly adherence: Adherence }) {
  const { query, from, until, zone } = adherence;
  const { from: _, until: __, after: ___, before: ____, ...kept } = query;
  return (
    <Form action="/clocks" scroll={false} className="flex flex-wrap items-end gap-2.5">
      {Object.entries(kept).map(([key, value]) =>
        value === undefined ? null : <input key={key} type="hidden" name={key} value={value} />,
      )}
      <TextField key={`from ${from}`} label="From" type="date" name="from" defaultValue={from} title={zone} />
      <TextField
        key={`until ${until}`}
        label="Until"
        type="date"
        name="until"
        defaultValue={until}
        title={zone}
      />
      <Button type="submit">Show</Button>
    </Form>
  );
}
