import { type RefObject, useLayoutEffect } from "react";
import { panelPlace } from "./panel-place";

/**
 * Puts an open panel beside its button, fixed in the window, so that no card or scrolling table cuts it off.
 * Scrolling or resizing moves the button away from under it: then the panel closes.
 */
export function usePanelPlace(
  button: RefObject<HTMLElement | null>,
  panel: RefObject<HTMLElement | null>,
  open: boolean,
  align: "start" | "end",
  onMoved: () => void,
): void {
  useLayoutEffect(() => {
    const [from, box] = [button.current, panel.current];
    if (!open || !from || !box) return;
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const place = panelPlace(
      from.getBoundingClientRect(),
      { width: box.offsetWidth, height: box.offsetHeight },
      view,
      align,
    );
    box.style.top = `${place.top}px`;
    box.style.left = `${place.left}px`;
    const moved = (event: Event) => {
      if (event.target instanceof Node && box.contains(event.target)) return;
      onMoved();
    };
    window.addEventListener("resize", moved);
    document.addEventListener("scroll", moved, true);
    return () => {
      window.removeEventListener("resize", moved);
      document.removeEventListener("scroll", moved, true);
    };
  }, [button, panel, open, align, onMoved]);
}
