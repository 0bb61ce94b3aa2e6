"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLiveQuery } from "@/lib/client/live";
import { readJson } from "@/lib/client/read-json";
import type { BoardPage, BoardRow } from "@/lib/contracts/shipments/board-page";
import { reconcileRows } from "./reconcile-rows";

const FLASH_MS = 1_700;

interface Shown {
  readonly query: string;
  readonly page: BoardPage;
  readonly rows: readonly BoardRow[];
  readonly waiting: number;
  readonly flashing: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
const startOf = (query: string, page: BoardPage): Shown => ({
  query,
  page,
  rows: page.rows,
  waiting: 0,
  flashing: NONE,
});

/** A page of the board that follows the world without moving what is being read. `query` is the address's query string. */
export function useBoard(query: string, initial: BoardPage) {
  const [shown, setShown] = useState(() => startOf(query, initial));
  const current = useRef(shown);
  useEffect(() => {
    current.current = shown;
  });

  const queryKey = ["shipments", "board", query];
  const read = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const ids = current.current.query === query ? current.current.rows.map((row) => row.id) : [];
      const params = new URLSearchParams(query);
      if (ids.length > 0) params.set("shown", ids.join(","));
      return readJson<BoardPage>(`/api/shipments?${params}`, signal);
    },
    initialData: initial,
    initialDataUpdatedAt: initial.readAt,
  });
  useLiveQuery(queryKey, (hint) => hint.shipments === null || hint.shipments.length > 0);

  // Coming back to a board, the server's page may be newer than what this tab still has of it.
  const page = read.data.readAt >= initial.readAt ? read.data : initial;
  if (shown.query !== query) setShown(startOf(query, page));
  else if (shown.page !== page) setShown(next(shown, page));

  const show = useCallback(() => setShown((now) => startOf(now.query, now.page)), []);
  useShowWhenUnseen(show);
  useEffect(() => {
    if (shown.flashing.size === 0) return;
    const timer = setTimeout(() => setShown((now) => ({ ...now, flashing: NONE })), FLASH_MS);
    return () => clearTimeout(timer);
  }, [shown.flashing]);

  return { ...shown, show, error: read.error, refetch: read.refetch, isFetching: read.isFetching };
}

function next(shown: Shown, page: BoardPage): Shown {
  const { rows, changedIds, waiting } = reconcileRows(shown, page);
  const flashing = changedIds.length > 0 ? new Set(changedIds) : shown.flashing;
  return { query: shown.query, page, rows, waiting, flashing };
}

/** A tab nobody looks at may rearrange itself: whoever comes back finds it in order. */
function useShowWhenUnseen(show: () => void): void {
  useEffect(() => {
    const onChange = () => document.visibilityState === "hidden" && show();
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, [show]);
}
