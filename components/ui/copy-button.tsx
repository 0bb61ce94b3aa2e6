"use client";

import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";

const CONFIRM_MS = 2_000;
const ICONS = { idle: Copy, copied: Check, failed: X } as const;

interface CopyButtonProps {
  readonly value: string;
  /** What is copied: "PRO number". */
  readonly what: string;
}

export function CopyButton({ value, what }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setState("copied");
    } catch {
      // No clipboard outside https and localhost, or the person refused: say so instead of pretending.
      setState("failed");
    }
  };

  const Icon = ICONS[state];
  return (
    <button
      type="button"
      onClick={() => void copy()}
      aria-label={`Copy ${what}`}
      title={
        state === "failed"
          ? `The browser did not allow it. Select the ${what} and copy it by hand.`
          : `Copy ${what}`
      }
      className="relative inline-flex size-6 items-center justify-center rounded-md align-middle text-ink-3 hover:bg-sunken hover:text-ink"
    >
      <Icon size={13} aria-hidden="true" className={state === "failed" ? "text-bad" : undefined} />
      <span role="status" className="sr-only">
        {state === "copied" && `${what} copied`}
        {state === "failed" && `The browser did not allow it. Select the ${what} and copy it by hand.`}
      </span>
    </button>
  );
}
