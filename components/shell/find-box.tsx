"use client";

import Form from "next/form";
import { useEffect, useRef } from "react";
import { Kbd } from "@/components/ui/kbd";

/** True while keys belong to what is being typed, or to a dialog in front of the page. */
function keysAreTaken(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, dialog[open]") !== null;
}

/** One box for every number a customer reads out. `/` comes here from anywhere, Enter looks it up, Escape goes back. */
export function FindBox() {
  const input = useRef<HTMLInputElement>(null);
  const cameFrom = useRef<HTMLElement | null>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || keysAreTaken(event)) return;
      event.preventDefault();
      cameFrom.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  const leave = (event: React.KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    input.current?.blur();
    cameFrom.current?.focus();
    cameFrom.current = null;
  };

  return (
    <search className="min-w-0 flex-[0_1_460px]">
      <Form
        action="/find"
        className="flex items-center gap-2 rounded-lg border border-line-strong bg-bg pr-2.5 focus-within:border-accent"
      >
        <input
          ref={input}
          type="search"
          name="q"
          required
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          aria-label="Find any reference"
          aria-keyshortcuts="/"
          placeholder="Find any reference: PRO, BOL, order, tracking, invoice"
          onKeyDown={leave}
          className="min-w-0 flex-1 rounded-lg bg-transparent py-1.5 pl-2.5 text-ellipsis focus-visible:outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <span aria-hidden="true" className="max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      </Form>
    </search>
  );
}
