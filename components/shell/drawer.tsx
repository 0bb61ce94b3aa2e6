"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { NavCountsDto } from "@/lib/contracts/nav-counts";
import { Brand } from "./brand";
import type { NavSection } from "./nav";
import { RailNav } from "./rail-nav";

interface DrawerProps {
  readonly sections: readonly NavSection[];
  readonly counts: NavCountsDto;
  readonly companyName: string;
}

/** The rail on narrow screens: comes down from the top as a dialog, closes on choosing, Escape or a press outside. */
export function Drawer({ sections, counts, companyName }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const pathname = usePathname();
  const close = useCallback(() => dialog.current?.close(), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes it, also by the browser's back button
  useEffect(close, [pathname, close]);

  const show = () => {
    dialog.current?.showModal();
    setOpen(true);
  };

  return (
    <div className="rail:hidden">
      <button
        type="button"
        onClick={show}
        aria-label="Menu"
        aria-haspopup="dialog"
        aria-expanded={open}
        className="inline-flex size-8 items-center justify-center rounded-btn border border-line-strong text-ink-2"
      >
        <MenuIcon size={16} aria-hidden="true" />
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way out, the browser closes it */}
      <dialog
        ref={dialog}
        aria-label="Menu"
        onClose={() => setOpen(false)}
        onClick={(event) => event.target === dialog.current && close()}
        className="m-0 max-h-dvh w-full max-w-none overflow-y-auto border-0 border-b border-line-strong bg-sunken p-2.5 text-ink shadow-xl backdrop:bg-[oklch(20%_0.02_260/0.45)]"
      >
        <div className="flex items-center justify-between">
          <Brand />
          <button type="button" onClick={close} aria-label="Close menu" className="rounded-md p-2 text-ink-2">
            <X size={16} aria-hidden="true" />
          </button>
        </div>
        <RailNav sections={sections} counts={counts} onNavigate={close} />
        <p className="px-2 pt-3 pb-1 text-xs text-ink-3">{companyName}</p>
      </dialog>
    </div>
  );
}
