"use client";

import { useState } from "react";
import { Card } from "@/components/ui/card";

interface ChartCardProps {
  readonly title: string;
  /** What the whole of it comes to: "91.9% of 1,106". */
  readonly summary: React.ReactNode;
  readonly chart: React.ReactNode;
  /** The same as rows. */
  readonly table: React.ReactNode;
  /** What to know of it, below. */
  readonly note?: React.ReactNode;
}

/** A chart that can be read as a table too. */
export function ChartCard({ title, summary, chart, table, note }: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <Card
      title={title}
      aside={
        <span className="flex items-center gap-2 text-xs text-ink-3">
          {summary}
          <button
            type="button"
            onClick={() => setAsTable(!asTable)}
            aria-pressed={asTable}
            aria-label={`${title}: as a table`}
            className="rounded-sm text-accent underline-offset-2 hover:underline"
          >
            {asTable ? "chart" : "table"}
          </button>
        </span>
      }
    >
      {asTable ? (
        <div className="max-h-56 overflow-y-auto">{table}</div>
      ) : (
        <figure className="h-44">{chart}</figure>
      )}
      {note}
    </Card>
  );
}
