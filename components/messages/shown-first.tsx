"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

interface ShownFirstProps {
  readonly rows: readonly React.ReactNode[];
  readonly columns: number;
}

const FIRST = 20;

/** The body of a long table: the first rows, and the rest on request, so that what stands below it stays near. */
export function ShownFirst({ rows, columns }: ShownFirstProps) {
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, rows.length - FIRST);
  return (
    <tbody>
      {hidden > 0 ? rows.slice(0, FIRST) : rows}
      {hidden > 0 && (
        <tr>
          <td colSpan={columns} className="px-3 py-2">
            <Button kind="quiet" onClick={() => setAll(true)}>
              Show {hidden} more
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  );
}
