"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ExceptionList, PersonRef } from "@/lib/contracts/exceptions/exception-list";
import { BulkDialog } from "./bulk-dialog";
import { matchText } from "./match-text";

interface BulkButtonProps {
  readonly list: Pick<ExceptionList, "query" | "rows" | "older" | "newer" | "counts">;
  readonly people: readonly PersonRef[];
}

/** "Act on all 23…": everything the filters match, on this page and on the others. */
export function BulkButton({ list, people }: BulkButtonProps) {
  const [open, setOpen] = useState(false);
  if (list.rows.length === 0) return null;
  const { after: _after, before: _before, ...filter } = list.query;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{`Act on all${matchText(list)}…`}</Button>
      <BulkDialog open={open} onClose={() => setOpen(false)} filter={filter} people={people} />
    </>
  );
}
