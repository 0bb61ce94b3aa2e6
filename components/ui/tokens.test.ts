import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/tokens.css", import.meta.url), "utf8");

/** Relative luminance of an oklch colour. Source: CSS Color 4 (oklch to linear sRGB), WCAG 2.2 (luminance). */
function luminance([l, c, h]: readonly number[]): number {
  const [L = 0, C = 0, H = 0] = [l, c, h];
  const a = C * Math.cos((H * Math.PI) / 180);
  const b = C * Math.sin((H * Math.PI) / 180);
  const long = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const inGamut = (value: number) => Math.min(1, Math.max(0, value));
  const red = inGamut(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short);
  const green = inGamut(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short);
  const blue = inGamut(-0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function tokens(side: 0 | 1): ReadonlyMap<string, number> {
  const found = css.matchAll(/--([a-z0-9-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)/g);
  const numbers = (text = "") =>
    text.split(" ").map((part) => Number.parseFloat(part) / (part.endsWith("%") ? 100 : 1));
  return new Map([...found].map((match) => [match[1] ?? "", luminance(numbers(match[2 + side]))]));
}

function contrast(side: 0 | 1, one: string, other: string): number {
  const table = tokens(side);
  const [a = Number.NaN, b = Number.NaN] = [table.get(one), table.get(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ["bg", "surface", "sunken"];
const TEXTS = ["ink", "ink-2", "ink-3", "accent", "ok", "warn", "bad", "info"];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("the colours, %s", (_name, side) => {
  it("let every text be read on every ground, 4.5:1 (WCAG 2.2, 1.4.3)", () => {
    for (const text of TEXTS) {
      for (const ground of GROUNDS) {
        expect(contrast(side, text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("let every chip and the primary button be read", () => {
    for (const tone of ["ok", "warn", "bad", "info", "accent"]) {
      expect(contrast(side, tone, `${tone}-soft`), tone).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(side, "surface", "accent")).toBeGreaterThanOrEqual(4.5);
  });

  it("let the edge of a field and the focus ring be seen, 3:1 (WCAG 2.2, 1.4.11)", () => {
    for (const ground of GROUNDS) {
      expect(contrast(side, "field", ground), `field on ${ground}`).toBeGreaterThanOrEqual(3);
      expect(contrast(side, "accent", ground), `ring on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});
