"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { readJson } from "@/lib/client/read-json";
import type { Bell } from "@/lib/contracts/notices/notice-list";

const EVERY_MS = 10_000;
const KEY = ["notices"];

/** What a person was told, anew every 10 s while the tab is looked at. Undefined until first read. */
export function useBell(): { readonly bell: Bell | undefined; readonly refresh: () => void } {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => readJson<Bell>("/api/notices", signal),
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
  });
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: KEY }), [client]);
  return { bell: data, refresh };
}
