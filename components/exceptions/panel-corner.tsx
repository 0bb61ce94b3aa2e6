"use client";

import { Maximize2, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

interface PanelCornerProps {
  readonly closeHref: string;
  readonly ownHref: string;
}

const ICON =
  "inline-flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink";

/** Closes the panel, also by Escape; opens the exception on a page of its own. Narrow screens go back to the list instead. */
export function PanelCorner({ closeHref, ownHref }: PanelCornerProps) {
  const router = useRouter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      // What is open in front closes first.
      if (document.querySelector("dialog[open], [role=menu]")) return;
      if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select")) return;
      router.push(closeHref, { scroll: false });
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router, closeHref]);
  return (
    <div className="-mt-1 mb-1 flex items-center justify-between lg:float-right lg:mb-0">
      <Link href={closeHref} scroll={false} className="text-accent underline lg:hidden">
        Back to the list
      </Link>
      <span className="flex">
        <Link href={ownHref} aria-label="Open on a page of its own" className={ICON}>
          <Maximize2 size={14} aria-hidden="true" />
        </Link>
        <Link href={closeHref} scroll={false} aria-label="Close" className={`${ICON} max-lg:hidden`}>
          <X size={16} aria-hidden="true" />
        </Link>
      </span>
    </div>
  );
}
