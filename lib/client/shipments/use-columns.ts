"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useSyncExternalStore } from "react";
import { BOARD_COLUMNS, type BoardColumn, DEFAULT_COLUMNS } from "@/lib/contracts/shipments/board-filter";
import { readBoardQuery } from "@/lib/contracts/shipments/board-query";

const KEY = "milepost.shipments.columns";
const watchers = new Set<() => void>();

function watch(onChange: () => void): () => void {
  watchers.add(onChange);
  window.addEventListener("storage", onChange);
  return () => {
    watchers.delete(onChange);
    window.removeEventListener("storage", onChange);
  };
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    // A browser that keeps nothing shows the default columns.
    return null;
  }
}

/** The columns of the board: those of the address (a saved view), else this browser's, else the default. */
export function useColumns(): readonly [readonly BoardColumn[], (columns: readonly BoardColumn[]) => void] {
  const params = useSearchParams();
  const kept = useSyncExternalStore(watch, stored, () => null);
  const inAddress = readBoardQuery(params).columns;
  const choose = useCallback((columns: readonly BoardColumn[]) => {
    const ordered = BOARD_COLUMNS.filter((column) => columns.includes(column));
    try {
      window.localStorage.setItem(KEY, ordered.join(","));
    } catch {
      // The choice then holds for as long as the address does.
    }
    const address = new URL(window.location.href);
    if (address.searchParams.has("columns")) {
      address.searchParams.set("columns", ordered.join(","));
      window.history.replaceState(null, "", address);
    }
    for (const watcher of watchers) watcher();
  }, []);
  const fromKept = kept === null ? null : BOARD_COLUMNS.filter((column) => kept.split(",").includes(column));
  return [inAddress ?? fromKept ?? DEFAULT_COLUMNS, choose];
}
