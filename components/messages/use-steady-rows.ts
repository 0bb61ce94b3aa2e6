"use client";

import { useMemo, useState } from "react";

/** What tells one line of a list from another, and from itself earlier. */
interface Versioned {
  readonly id: string;
  readonly version: number;
  readonly isQueued?: boolean;
}

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
 */
export function useSteadyRows<R extends Versioned>(latest: readonly R[], listKey: string): SteadyRows<R> {
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
        return { row: current ?? row, isGone: !current, isChanged: !!current && isOther(current, row) };
      }),
      newCount: latest.filter((row) => !known.has(row.id)).length,
      showNew: () => setShown({ listKey, rows: latest }),
    };
  }, [base, latest, listKey]);
}

function isOther(a: Versioned, b: Versioned): boolean {
  return a.version !== b.version || a.isQueued !== b.isQueued;
}
