"use client";

import Link from "next/link";
import { classNames } from "./class-names";

const LOOK =
  "flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left hover:bg-sunken focus-visible:bg-sunken focus-visible:outline-offset-0";

interface MenuItemProps {
  readonly children: React.ReactNode;
  readonly onSelect?: () => void;
  /** A link instead of an action. */
  readonly href?: string;
  readonly danger?: boolean;
  /** For choices: marks the one that holds. Such an item leaves the menu open. */
  readonly checked?: boolean;
}

export function MenuItem({ children, onSelect, href, danger = false, checked }: MenuItemProps) {
  const look = classNames(LOOK, danger ? "text-bad" : "text-ink");
  if (href !== undefined) {
    return (
      <Link href={href} role="menuitem" tabIndex={-1} data-closes="" className={look}>
        {children}
      </Link>
    );
  }
  if (checked !== undefined) {
    return (
      <button
        type="button"
        role="menuitemradio"
        aria-checked={checked}
        tabIndex={-1}
        onClick={onSelect}
        className={look}
      >
        <span
          aria-hidden="true"
          className={classNames(
            "size-3 rounded-full",
            checked ? "border-[4px] border-accent" : "border border-field",
          )}
        />
        {children}
      </button>
    );
  }
  return (
    <button type="button" role="menuitem" tabIndex={-1} data-closes="" onClick={onSelect} className={look}>
      {children}
    </button>
  );
}

export function MenuHeading({ children }: { readonly children: React.ReactNode }) {
  return (
    <div role="presentation" className="px-2.5 pt-2 pb-1 text-2xs font-semibold text-ink-3">
      {children}
    </div>
  );
}
