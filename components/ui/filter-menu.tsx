"use client";

import Link from "next/link";
import { useState } from "react";
import { classNames } from "./class-names";
import { PILL_LOOK, PILL_OFF, PILL_ON } from "./filter-pill";
import { Popover } from "./popover";

export interface FilterOption {
  readonly label: string;
  readonly href: string;
  readonly on: boolean;
}

interface FilterMenuProps {
  /** "Carrier" */
  readonly name: string;
  /** What holds now, "any" when nothing does. */
  readonly value: string;
  readonly active: boolean;
  readonly options: readonly FilterOption[];
}

const SEARCH_FROM_COUNT = 9;

/** A filter with many values: "Carrier: any" opens a list of links, with a box to narrow it when it is long. */
export function FilterMenu({ name, value, active, options }: FilterMenuProps) {
  const [needle, setNeedle] = useState("");
  const shown = options.filter((option) => option.label.toLowerCase().includes(needle.trim().toLowerCase()));
  return (
    <Popover
      label={`Filter by ${name.toLowerCase()}`}
      trigger={`${name}: ${value}`}
      triggerClassName={classNames(PILL_LOOK, active ? PILL_ON : PILL_OFF)}
    >
      {(close) => (
        <>
          {options.length >= SEARCH_FROM_COUNT && (
            <input
              type="search"
              value={needle}
              onChange={(event) => setNeedle(event.target.value)}
              aria-label={`Search ${name.toLowerCase()}`}
              placeholder={`Search ${name.toLowerCase()}`}
              className="mb-1 w-full rounded-md border border-field bg-bg px-2 py-1"
            />
          )}
          {shown.map((option) => (
            <Link
              key={option.href}
              href={option.href}
              scroll={false}
              aria-current={option.on ? "true" : undefined}
              onClick={close}
              className={classNames(
                "block rounded-md px-2.5 py-1.5 hover:bg-sunken",
                option.on && "bg-accent-soft text-accent",
              )}
            >
              {option.label}
            </Link>
          ))}
          {shown.length === 0 && <p className="px-2.5 py-1.5 text-ink-3">Nothing matches “{needle}”.</p>}
        </>
      )}
    </Popover>
  );
}
