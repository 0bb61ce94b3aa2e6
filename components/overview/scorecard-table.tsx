import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import { overviewHref } from "@/lib/contracts/overview/overview-query";
import type { ScorecardLine, ScorecardList } from "@/lib/contracts/overview/scorecard";
import { numberText, shareText } from "./figure-text";

/** Carriers side by side; under each share what it was in the days before. */
export function ScorecardTable({ list }: { readonly list: ScorecardList }) {
  if (list.lines.length === 0)
    return (
      <EmptyState title="No carrier had anything to do in these days">
        Choose other days, or take the customer away.
      </EmptyState>
    );
  return (
    <>
      <Card flush>
        <Table label="Carrier scorecards">
          <TableHead>
            <HeadCell>Carrier</HeadCell>
            <HeadCell numeric>Delivered</HeadCell>
            <HeadCell numeric>Tenders accepted</HeadCell>
            <HeadCell numeric>Pickup on time</HeadCell>
            <HeadCell numeric>Delivery on time</HeadCell>
            <HeadCell numeric>Late by its own doing</HeadCell>
            <HeadCell numeric>Claims</HeadCell>
            <HeadCell numeric>Told late</HeadCell>
          </TableHead>
          <tbody>
            {list.lines.map((line) => (
              <Line key={line.name} line={line} list={list} />
            ))}
          </tbody>
        </Table>
      </Card>
      <p className="mt-2 text-xs text-ink-3">
        {`${list.period.from} to ${list.period.to}; the small line is the ${list.before.days} days before. The last tender of a shipment counts.`}
        {list.more && " The busiest 200 carriers are listed."}
      </p>
    </>
  );
}

function Line({ line, list }: { readonly line: ScorecardLine; readonly list: ScorecardList }) {
  const { earlier } = line;
  const { query } = list;
  const share = (label: string, of: (sums: Omit<ScorecardLine, "name" | "earlier">) => [number, number]) => (
    <Cell numeric label={label}>
      {shareText(...of(line))}
      <Sub>{earlier ? shareText(...of(earlier)) : "–"}</Sub>
    </Cell>
  );
  return (
    <Row>
      <Cell>
        <RowLink
          href={overviewHref(`/scorecards/${encodeURIComponent(line.name)}`, {
            ...query,
            carrier: undefined,
          })}
        >
          {line.name}
        </RowLink>
      </Cell>
      <Cell numeric label="Delivered">
        {numberText(line.delivered)}
        <Sub>{earlier ? numberText(earlier.delivered) : "–"}</Sub>
      </Cell>
      {share("Tenders accepted", (sums) => [sums.tenderAccepted, sums.tendered])}
      {share("Pickup on time", (sums) => [sums.pickupOnTime, sums.pickupJudged])}
      {share("Delivery on time", (sums) => [sums.onTime, sums.deliveryJudged])}
      {share("Late by its own doing", (sums) => [sums.lateCarrier, sums.deliveryJudged])}
      <Cell numeric label="Claims">
        {numberText(line.claims)}
        <Sub>{earlier ? numberText(earlier.claims) : "–"}</Sub>
      </Cell>
      {share("Told late", (sums) => [sums.lateMessages, sums.messages])}
    </Row>
  );
}
