"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { type BoardQuery, boardHref } from "@/lib/contracts/shipments/board-query";

/** Narrows the board by what a row says: number, reference, customer, carrier, and places among open shipments. */
export function TextFilter({ query }: { readonly query: BoardQuery }) {
  const router = useRouter();
  const [text, setText] = useState(query.q ?? "");
  const apply = (value: string) => {
    const q = value.trim() || undefined;
    if (q !== query.q) router.push(boardHref(query, { q }), { scroll: false });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply(text);
      }}
    >
      <input
        type="search"
        value={text}
        maxLength={120}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => apply(text)}
        aria-label="Text in the board"
        placeholder="Filter by text"
        className={classNames(
          "w-36 rounded-btn border bg-surface px-2.5 py-1",
          query.q ? "border-accent bg-accent-soft text-accent" : "border-line-strong",
        )}
      />
    </form>
  );
}
