"use client";

import { useMemo, useRef } from "react";
import { useSteadyRows } from "@/components/messages/use-steady-rows";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { HeadCell, Table, TableHead } from "@/components/ui/table";
import { useRowKeys } from "@/lib/client/shipments/use-row-keys";
import type { ExceptionList, ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import { targetOf } from "./act-target";
import { useOffered } from "./acting";
import { ExceptionListRow } from "./exception-list-row";
import { exceptionsText } from "./exception-words";
import { hereHref } from "./list-href";

const versionOf = ({ version }: ExceptionRow) => version;

interface ExceptionTableProps {
  readonly list: Pick<ExceptionList, "query" | "rows">;
  /** The one shown beside the list. */
  readonly openId: string | null;
  /** Shown where there is no line, not even one that was read here and has left. */
  readonly empty: React.ReactNode;
}

/** The list. What is read holds still: lines change in place, what left is dimmed, what is new waits to be asked for. */
export function ExceptionTable({ list, openId, empty }: ExceptionTableProps) {
  const root = useRef<HTMLDivElement>(null);
  useRowKeys(root);
  const { rows, newCount, showNew } = useSteadyRows(list.rows, hereHref(list.query), versionOf);
  useOffered(
    useMemo(() => list.rows.map(targetOf), [list.rows]),
    false,
  );
  if (rows.length === 0) return empty;
  return (
    <div ref={root} className="min-w-0">
      <div role="status">
        {newCount > 0 && (
          <Button className="mb-2.5" onClick={showNew}>
            {`${exceptionsText(newCount)} more. Show ${newCount === 1 ? "it" : "them"}`}
          </Button>
        )}
      </div>
      <Card flush>
        <Table label="Exceptions">
          <TableHead>
            <HeadCell>Kind</HeadCell>
            <HeadCell>Subject</HeadCell>
            <HeadCell numeric>Promise</HeadCell>
            <HeadCell>Owner</HeadCell>
            <HeadCell numeric>Age</HeadCell>
          </TableHead>
          <tbody>
            {rows.map((entry) => (
              <ExceptionListRow
                key={entry.row.id}
                entry={entry}
                query={list.query}
                isOpen={entry.row.id === openId}
              />
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  );
}
