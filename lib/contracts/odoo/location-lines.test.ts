import { describe, expect, it } from "vitest";
import { locationLines, readLocationLines } from "./location-lines";

describe("the map of stock locations as people write it", () => {
  it("is read line by line and written back the same", () => {
    const text = "DOCK-1 = WH/Stock/Dock 1\n\n  A=B=C ";
    const read = readLocationLines(text);
    expect(read).toEqual({ ok: true, map: { "DOCK-1": "WH/Stock/Dock 1", A: "B=C" } });
    expect(locationLines(read.ok ? read.map : {})).toBe("DOCK-1 = WH/Stock/Dock 1\nA = B=C");
  });

  it("names the line that has only one side", () => {
    expect(readLocationLines("DOCK-1 = X\nDOCK-2")).toEqual({ ok: false, line: "DOCK-2" });
    expect(readLocationLines("= X")).toEqual({ ok: false, line: "= X" });
    expect(readLocationLines("DOCK-3 =")).toEqual({ ok: false, line: "DOCK-3 =" });
  });
});
