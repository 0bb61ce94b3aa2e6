import { durationText } from "@/components/ui/duration-text";
import { BEYOND } from "@/lib/domain/overview/buckets";

/** "91.9%"; nothing of nothing has no share. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return "–";
  const share = (part / whole) * 100;
  // Never rounded up to a whole that it is not.
  const shown = part < whole && share > 99.9 ? 99.9 : share;
  return `${shown.toLocaleString("en", { maximumFractionDigits: 1 })}%`;
}

/** Fewer than this in either period, and a change between them means nothing. */
const FEWEST_TO_COMPARE = 20;

/** "+1.2 points", or why there is nothing to compare. */
export function shareChange(
  now: { readonly part: number; readonly whole: number },
  before: { readonly part: number; readonly whole: number },
): string {
  if (now.whole === 0) return "none in these days";
  if (now.whole < FEWEST_TO_COMPARE) return `too few to compare (${now.whole})`;
  if (before.whole < FEWEST_TO_COMPARE) return "too few before to compare";
  const points = (now.part / now.whole - before.part / before.whole) * 100;
  return `${signed(points)} points on the days before`;
}

export function signed(value: number): string {
  const text = Math.abs(value).toLocaleString("en", { maximumFractionDigits: 1 });
  return text === "0" ? "±0" : `${value > 0 ? "+" : "−"}${text}`;
}

/** "92.5%" of a target in thousandths. */
export const targetText = (permille: number): string =>
  `${(permille / 10).toLocaleString("en", { maximumFractionDigits: 1 })}%`;

/** "24 h" of "half within 24 h": a bucket says only under which bound a delay lies. */
export function boundText(bound: number | null, scale: readonly number[], unitMs: number): string {
  if (bound === null) return "–";
  return bound === BEYOND
    ? `over ${durationText((scale.at(-2) ?? 0) * unitMs)}`
    : durationText(bound * unitMs);
}

export const numberText = (count: number): string => count.toLocaleString("en");

/** "6 Nov" of a local day. */
export function shortDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
}
