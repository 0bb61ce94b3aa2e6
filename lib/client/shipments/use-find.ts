"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readJson } from "@/lib/client/read-json";
import type { FindResult } from "@/lib/contracts/shipments/find-result";
import { normaliseReference } from "@/lib/domain/reference/reference";

const PAUSE_MS = 150;
const SHORTEST = 3;

/** What a text may name, looked up when the typing pauses. Undefined while there is too little to look up. */
export function useFind(text: string): { readonly result: FindResult | undefined; readonly failed: boolean } {
  const lookup = normaliseReference(text);
  const [settled, setSettled] = useState(lookup);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(lookup), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [lookup]);

  const enough = settled.length >= SHORTEST;
  const read = useQuery({
    queryKey: ["find", settled],
    queryFn: ({ signal }) => readJson<FindResult>(`/api/find?q=${encodeURIComponent(settled)}`, signal),
    enabled: enough,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const typed = lookup.length >= SHORTEST;
  return { result: enough && typed ? read.data : undefined, failed: enough && read.isError };
}
