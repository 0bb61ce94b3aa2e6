import { type RefObject, useCallback, useEffect, useRef } from "react";

/** True while keys belong to what is being typed, or to a dialog in front of the page. */
function keysAreTaken(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, dialog[open]") !== null;
}

/** Brings `/` to the box from anywhere. Returns what takes the focus back to where it came from. */
export function useFindKey(input: RefObject<HTMLInputElement | null>): () => void {
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
  }, [input]);

  return useCallback(() => {
    input.current?.blur();
    cameFrom.current?.focus();
    cameFrom.current = null;
  }, [input]);
}
