"use client";

import { useRef } from "react";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import { useRowKeys } from "@/lib/client/shipments/use-row-keys";
import { FLOW_TITLES } from "@/lib/contracts/flows/flow-words";
import type { RunRowDto } from "@/lib/contracts/flows/run-list";
import { BLOCKER_LABELS } from "@/lib/domain/flow/blocker";
import { moneyText } from "@/lib/domain/money/decimal";
import { RunNext } from "./run-next";
import { RunStateChip } from "./run-state-chip";

/** Runs, last changed first; `j` and `k` go from row to row. */
export function RunTable({ rows }: { readonly rows: readonly RunRowDto[] }) {
  const root = useRef<HTMLDivElement>(null);
  useRowKeys(root);
  return (
    <div ref={root}>
      <Card flush>
        <Table label="Flow runs">
          <TableHead>
            <HeadCell>About</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell>Step</HeadCell>
            <HeadCell numeric>Amount</HeadCell>
            <HeadCell>For</HeadCell>
            <HeadCell numeric>Since</HeadCell>
          </TableHead>
          <tbody>
            {rows.map((row) => (
              <RunLine key={row.id} row={row} />
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  );
}

function RunLine({ row }: { readonly row: RunRowDto }) {
  return (
    <Row>
      <Cell className="sm:min-w-44 lg:max-w-70">
        <RowLink href={`/flows/${row.id}`}>{row.subject}</RowLink>
        <Sub>{FLOW_TITLES[row.flow]}</Sub>
      </Cell>
      <Cell label="State" className="sm:min-w-52 lg:max-w-96">
        <RunStateChip state={row.state} />
        {row.blocker && <Sub>{BLOCKER_LABELS[row.blocker]}</Sub>}
        {row.reason && (
          <Sub tone={row.state === "dead" || row.state === "failed" ? "bad" : "neutral"}>
            <span className="line-clamp-2">{row.reason}</span>
          </Sub>
        )}
        <Sub>
          <RunNext {...row} />
        </Sub>
      </Cell>
      <Cell label="Step">{row.stepTitle}</Cell>
      <Cell label="Amount" numeric>
        {row.amount ? moneyText(row.amount.amountMinor, row.amount.currency) : "–"}
      </Cell>
      <Cell label="For">
        {row.customer ?? row.carrier ?? "–"}
        {row.connectionName && <Sub>{row.connectionName}</Sub>}
      </Cell>
      <Cell label="Since" numeric>
        <RelativeTime at={row.changedAt} form="age" />
      </Cell>
    </Row>
  );
}
