interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP_PX = 4;
const EDGE_PX = 8;

/**
 * Where a panel goes in the window, in pixels: under its button, over it when there is more room, never past an edge.
 * @param align which edge of the button the panel keeps to.
 */
export function panelPlace(
  button: Box,
  panel: Size,
  view: Size,
  align: "start" | "end",
): { top: number; left: number } {
  const below = button.bottom + GAP_PX;
  const above = button.top - GAP_PX - panel.height;
  const fitsBelow = below + panel.height <= view.height - EDGE_PX;
  const top = fitsBelow || above < EDGE_PX ? below : above;
  const wanted = align === "end" ? button.right - panel.width : button.left;
  const left = Math.max(EDGE_PX, Math.min(wanted, view.width - EDGE_PX - panel.width));
  return { top, left };
}
