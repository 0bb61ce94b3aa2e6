import { type RefObject, useEffect } from "react";

/** `j` and `k` go from row to row from anywhere on the page, the arrows once a row has the focus; Enter opens, as on any link. */
export function useRowKeys(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const rows = [...(root.current?.querySelectorAll<HTMLAnchorElement>("a.row-link") ?? [])];
      const current = rows.indexOf(document.activeElement as HTMLAnchorElement);
      const step = stepOf(event.key, current >= 0);
      if (step === 0 || rows.length === 0 || keysAreTaken(event.target, current >= 0)) return;
      event.preventDefault();
      const to = current < 0 ? 0 : Math.min(Math.max(current + step, 0), rows.length - 1);
      rows[to]?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [root]);
}

function stepOf(key: string, onRow: boolean): number {
  if (key === "j" || (onRow && key === "ArrowDown")) return 1;
  if (key === "k" || (onRow && key === "ArrowUp")) return -1;
  return 0;
}

function keysAreTaken(target: EventTarget | null, onRow: boolean): boolean {
  if (onRow || !(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest("input, textarea, select, dialog[open], [role=menu]") !== null
  );
}
