"use client";

import { useQuery } from "@tanstack/react-query";
import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import { readJson } from "./read-json";

const EVERY_MS = 20_000;

/** The numbers on the rail, as they came with the page and then anew every 20 s while the tab is looked at. */
export function useNavCounts(initial: NavCountsDto): NavCountsDto {
  const { data } = useQuery({
    queryKey: ["nav-counts"],
    queryFn: ({ signal }) => readJson<NavCountsDto>("/api/nav-counts", signal),
    initialData: initial,
    staleTime: EVERY_MS,
    refetchInterval: EVERY_MS,
  });
  return data;
}
