import { element, type Segment } from "./transaction-set";

/**
 * What people wrote, as one line; empty when they wrote nothing.
 * Source: ASC X12 K1-01 and K1-02 (free-form messages), NTE-02 (note; NTE-01 only says for whom).
 */
export function remarksOf(segments: readonly Segment[]): string {
  let remarks = "";
  for (const segment of segments) {
    if (segment[0] === "K1") remarks = `${remarks} ${element(segment, 1)} ${element(segment, 2)}`;
    else if (segment[0] === "NTE") remarks = `${remarks} ${element(segment, 2)}`;
  }
  return remarks === "" ? "" : remarks.replace(/\s+/g, " ").trim();
}
