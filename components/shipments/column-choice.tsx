"use client";

import { buttonLook } from "@/components/ui/button-look";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import {
  BOARD_COLUMN_LABELS,
  BOARD_COLUMNS,
  type BoardColumn,
  DEFAULT_COLUMNS,
} from "@/lib/contracts/shipments/board-filter";

interface ColumnChoiceProps {
  readonly columns: readonly BoardColumn[];
  readonly onChoose: (columns: readonly BoardColumn[]) => void;
}

/** Which columns the board shows. Kept by this browser, and by a view that is saved with them. */
export function ColumnChoice({ columns, onChoose }: ColumnChoiceProps) {
  const toggle = (column: BoardColumn, on: boolean) =>
    onChoose(on ? [...columns, column] : columns.filter((other) => other !== column));
  return (
    <Popover
      label="Columns of the board"
      trigger="Columns"
      triggerClassName={buttonLook("default")}
      align="end"
    >
      <div className="grid gap-0.5 px-2 py-1">
        {BOARD_COLUMNS.map((column) => (
          <Checkbox
            key={column}
            label={BOARD_COLUMN_LABELS[column]}
            checked={columns.includes(column)}
            onChange={(event) => toggle(column, event.target.checked)}
          />
        ))}
        <button
          type="button"
          onClick={() => onChoose(DEFAULT_COLUMNS)}
          className="mt-1 border-t border-line px-1 pt-2 pb-1 text-left text-ink-2 hover:text-ink"
        >
          Back to the usual columns
        </button>
      </div>
    </Popover>
  );
}
