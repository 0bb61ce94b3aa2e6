"use client";

import { useRef } from "react";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import { useRowKeys } from "@/lib/client/shipments/use-row-keys";
import { BOARD_COLUMN_LABELS, type BoardColumn } from "@/lib/contracts/shipments/board-filter";
import type { BoardRow } from "@/lib/contracts/shipments/board-page";
import { BoardCell, isNumeric } from "./board-cells";

interface BoardTableProps {
  readonly rows: readonly BoardRow[];
  readonly columns: readonly BoardColumn[];
  readonly flashing: ReadonlySet<string>;
  readonly nowMs: number;
}

export function BoardTable({ rows, columns, flashing, nowMs }: BoardTableProps) {
  const root = useRef<HTMLDivElement>(null);
  useRowKeys(root);
  return (
    <div ref={root} className="rounded-card border border-line bg-surface overflow-clip">
      <Table label="Shipments" className="sm:min-w-[64rem]">
        <TableHead>
          <HeadCell>Shipment</HeadCell>
          {columns.map((column) => (
            <HeadCell key={column} numeric={isNumeric(column)}>
              {BOARD_COLUMN_LABELS[column]}
            </HeadCell>
          ))}
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} changed={flashing.has(row.id)}>
              <Cell>
                <RowLink href={`/shipments/${row.number}`} prefetch={false} className="whitespace-nowrap">
                  {row.number}
                </RowLink>
                <Sub>
                  {[row.glance.customer, row.orderReference].filter(Boolean).join(", ") ||
                    "No customer named"}
                </Sub>
              </Cell>
              {columns.map((column) => (
                <BoardCell key={column} column={column} row={row} nowMs={nowMs} />
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
