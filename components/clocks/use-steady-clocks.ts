"use client";

import { useMemo, useState } from "react";
import type { ClockRow } from "@/lib/contracts/clocks/clock-list";

export interface SteadyClock {
  readonly row: ClockRow;
  /** No longer in this list as read last: met, broken or no longer owed. */
  readonly isGone: boolean;
  readonly isChanged: boolean;
}

/** The rows a reader sees while the list is read again behind them: changed in place, dimmed where they left, new ones held back. */
export function useSteadyClocks(latest: readonly ClockRow[], listKey: string) {
  const [shown, setShown] = useState({ listKey, rows: latest });
  const base = shown.listKey === listKey && shown.rows.length > 0 ? shown.rows : latest;
  if (base !== shown.rows) setShown({ listKey, rows: latest });
  return useMemo(() => {
    const now = new Map(latest.map((row) => [row.id, row]));
    const known = new Set(base.map((row) => row.id));
    return {
      rows: base.map((row): SteadyClock => {
        const current = now.get(row.id);
        return { row: current ?? row, isGone: !current, isChanged: !!current && current.state !== row.state };
      }),
      newCount: latest.filter((row) => !known.has(row.id)).length,
      showNew: () => setShown({ listKey, rows: latest }),
    };
  }, [base, latest, listKey]);
}
