import { describe, expect, it } from "vitest";
import { nextMenuIndex } from "./menu-keys";
import { panelPlace } from "./panel-place";

describe("keys in a menu", () => {
  const labels = ["Change role…", "Reset password…", "Disable…"];

  it("go round with the arrows, and to both ends", () => {
    expect(nextMenuIndex("ArrowDown", 2, labels)).toBe(0);
    expect(nextMenuIndex("ArrowUp", 0, labels)).toBe(2);
    expect(nextMenuIndex("ArrowDown", -1, labels)).toBe(0);
    expect(nextMenuIndex("Home", 1, labels)).toBe(0);
    expect(nextMenuIndex("End", 0, labels)).toBe(2);
  });

  it("jump to the next item with that first letter", () => {
    expect(nextMenuIndex("r", 0, labels)).toBe(1);
    expect(nextMenuIndex("D", 0, labels)).toBe(2);
    expect(nextMenuIndex("x", 0, labels)).toBeNull();
  });

  it("leave Tab, Enter and Space to the browser", () => {
    for (const key of ["Tab", "Enter", " "]) expect(nextMenuIndex(key, 0, labels)).toBeNull();
    expect(nextMenuIndex("ArrowDown", -1, [])).toBeNull();
  });
});

describe("the place of a panel", () => {
  const view = { width: 360, height: 800 };
  const panel = { width: 200, height: 150 };

  it("is under its button, at the edge asked for", () => {
    const button = { top: 100, bottom: 130, left: 220, right: 300 };
    expect(panelPlace(button, panel, view, "end")).toEqual({ top: 134, left: 100 });
  });

  it("is over the button when there is no room under it", () => {
    const button = { top: 700, bottom: 730, left: 20, right: 60 };
    expect(panelPlace(button, panel, view, "start")).toEqual({ top: 546, left: 20 });
  });

  it("never leaves the window sideways", () => {
    const button = { top: 10, bottom: 40, left: 300, right: 352 };
    expect(panelPlace(button, panel, view, "start").left).toBe(152);
    expect(panelPlace({ ...button, left: 0, right: 40 }, panel, view, "end").left).toBe(8);
  });
});
