"use client";

import { useCallback, useId, useRef, useState } from "react";
import { useDismiss } from "./use-dismiss";
import { usePanelPlace } from "./use-panel-place";

interface PopoverProps {
  /** What stands on the button. */
  readonly trigger: React.ReactNode;
  readonly triggerClassName: string;
  readonly triggerLabel?: string;
  /** Names the panel. */
  readonly label: string;
  readonly align?: "start" | "end";
  readonly children: React.ReactNode | ((close: () => void) => React.ReactNode);
}

/** A small panel under its button, for choices that stay open while several are made (columns, filters). */
export function Popover({
  trigger,
  triggerClassName,
  triggerLabel,
  label,
  align = "start",
  children,
}: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  const close = useCallback(() => {
    setOpen(false);
    button.current?.focus();
  }, []);
  const dismiss = useCallback(
    (by: "escape" | "outside") => (by === "escape" ? close() : setOpen(false)),
    [close],
  );
  useDismiss(root, open, dismiss);
  const panel = useRef<HTMLElement>(null);
  const moved = useCallback(() => setOpen(false), []);
  usePanelPlace(button, panel, open, align, moved);

  return (
    <div ref={root} className="relative inline-flex">
      <button
        ref={button}
        type="button"
        aria-label={triggerLabel}
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        onClick={() => setOpen((now) => !now)}
        className={triggerClassName}
      >
        {trigger}
      </button>
      {open && (
        <section
          ref={panel}
          id={panelId}
          aria-label={label}
          className="fixed z-30 max-h-[60dvh] w-max max-w-[min(22rem,calc(100vw-2rem))] min-w-44 overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 shadow-lg"
        >
          {typeof children === "function" ? children(close) : children}
        </section>
      )}
    </div>
  );
}
