"use client";

import { X } from "lucide-react";
import { useId, useLayoutEffect, useRef } from "react";
import { classNames } from "./class-names";

interface DialogProps {
  readonly open: boolean;
  /** Called on Escape, on the close button and on a press outside. */
  readonly onClose: () => void;
  readonly title: React.ReactNode;
  readonly children: React.ReactNode;
  /** Buttons, right aligned; the one that does it comes last. */
  readonly footer?: React.ReactNode;
  readonly wide?: boolean;
}

/** A native modal dialog: the browser keeps focus inside and gives it back to what opened it. */
export function Dialog({ open, onClose, title, children, footer, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (!open) return;
    if (!dialog.open) dialog.showModal();
    // What is to be filled in comes first, not the button that closes.
    dialog.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
    // Closing it before it leaves the page is what makes the browser give the focus back.
    return () => dialog.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way out, the browser raises `cancel` for it
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={() => !ref.current?.open && onClose()}
      onClick={(event) => event.target === ref.current && onClose()}
      className={classNames(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-y-auto rounded-card border border-line-strong bg-surface p-0 text-ink shadow-xl backdrop:bg-[oklch(20%_0.02_260/0.45)]",
        wide ? "max-w-4xl" : "max-w-lg",
      )}
    >
      <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
        <h2 id={titleId} className="text-lg">
          {title}
        </h2>
        <button
          type="button"
          onClick={onClose}
          aria-label="Close"
          className="rounded-md p-1 text-ink-3 hover:bg-sunken hover:text-ink"
        >
          <X size={16} aria-hidden="true" />
        </button>
      </div>
      <div className="px-4 py-3.5">{open && children}</div>
      {footer && open && (
        <div className="sticky bottom-0 flex flex-wrap justify-end gap-2 border-t border-line bg-surface px-4 py-3">
          {footer}
        </div>
      )}
    </dialog>
  );
}
