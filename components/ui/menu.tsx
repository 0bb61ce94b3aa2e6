"use client";

import { useCallback, useEffect, useId, useRef, useState } from "react";
import { nextMenuIndex } from "./menu-keys";
import { useDismiss } from "./use-dismiss";
import { usePanelPlace } from "./use-panel-place";

interface MenuProps {
  readonly trigger: React.ReactNode;
  readonly triggerClassName: string;
  /** Names the button when its content is not words. */
  readonly triggerLabel?: string;
  readonly align?: "start" | "end";
  /** `MenuItem`s, and plain headings between them. */
  readonly children: React.ReactNode;
}

/** A menu button after the ARIA Authoring Practices: arrows, Home, End and first letters move, Escape gives focus back. */
export function Menu({ trigger, triggerClassName, triggerLabel, align = "end", children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menuId = useId();
  const buttonId = useId();

  const items = useCallback(
    () => [
      ...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])') ??
        []),
    ],
    [],
  );
  const dismiss = useCallback((by: "escape" | "outside" | "chosen") => {
    setOpen(false);
    if (by !== "outside") button.current?.focus();
  }, []);
  useDismiss(root, open, dismiss);
  const panel = useRef<HTMLDivElement>(null);
  const moved = useCallback(() => dismiss("outside"), [dismiss]);
  usePanelPlace(button, panel, open, align, moved);
  useEffect(() => {
    if (open) items()[0]?.focus({ preventScroll: true });
  }, [open, items]);

  const openByArrow = (event: React.KeyboardEvent) => {
    if (open || event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(true);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!open) return;
    const all = items();
    const labels = all.map((item) => item.textContent ?? "");
    const index = nextMenuIndex(event.key, all.indexOf(document.activeElement as HTMLElement), labels);
    if (index === null) return;
    event.preventDefault();
    all[index]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu and its button share one place to listen for keys
    <div ref={root} className="relative inline-flex" onKeyDown={onKeyDown}>
      <button
        ref={button}
        id={buttonId}
        type="button"
        aria-label={triggerLabel}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        onClick={() => setOpen((now) => !now)}
        onKeyDown={openByArrow}
        className={triggerClassName}
      >
        {trigger}
      </button>
      {open && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the items take the keys, this only closes after one was chosen
        <div
          ref={panel}
          id={menuId}
          role="menu"
          aria-labelledby={buttonId}
          tabIndex={-1}
          onClick={(event) => (event.target as HTMLElement).closest("[data-closes]") && dismiss("chosen")}
          className="fixed z-30 w-max min-w-52 rounded-lg border border-line-strong bg-surface p-1 shadow-lg"
        >
          {children}
        </div>
      )}
    </div>
  );
}
