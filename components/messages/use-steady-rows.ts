"use client";

import { useMemo, useState } from "react";

export interface SteadyRow<R> {
  readonly row: R;
  /** No longer in this list as read last: handled, by someone or by itself. */
  readonly isGone: boolean;
  /** Differs from when it was first shown here. */
  readonly isChanged: boolean;
}

export interface SteadyRows<R> {
  readonly rows: readonly SteadyRow<R>[];
  /** Rows that came since and are held back so that nothing moves under the reader's eyes. */
  readonly newCount: number;
  readonly showNew: () => void;
}

/**
 * The rows a reader sees while the list is read again behind them: what is shown changes in place, what left stays dimmed
 * where it was, what is new waits to be asked for.
 * @param markOf what tells a row from itself earlier; the same function every time.
 */
export function useSteadyRows<R extends { readonly id: string }>(
  latest: readonly R[],
  listKey: string,
  markOf: (row: R) => unknown,
): SteadyRows<R> {
  const [shown, setShown] = useState({ listKey, rows: latest });
  // Another page or filter is another list; an empty one has nothing to hold still.
  const base = shown.listKey === listKey && shown.rows.length > 0 ? shown.rows : latest;
  if (base !== shown.rows) setShown({ listKey, rows: latest });
  return useMemo(() => {
    const now = new Map(latest.map((row) => [row.id, row]));
    const known = new Set(base.map((row) => row.id));
    return {
      rows: base.map((row) => {
        const current = now.get(row.id);
        return {
          row: current ?? row,
          isGone: !current,
          isChanged: !!current && markOf(current) !== markOf(row),
        };
      }),
      newCount: latest.filter((row) => !known.has(row.id)).length,
      showNew: () => setShown({ listKey, rows: latest }),
    };
  }, [base, latest, listKey, markOf]);
}
