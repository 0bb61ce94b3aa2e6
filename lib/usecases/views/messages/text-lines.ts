import type { RawBytes, RawTextLine } from "@/lib/contracts/messages/raw-view";

/** A line longer than this goes on in the next one, so that one label image can't stretch a page. */
const LONGEST_LINE = 4_096;

/** Text as it was written, line by line. */
export function textLines(text: string): readonly RawTextLine[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return foldLines(lines.map((line, index) => ({ number: index + 1, depth: 0, text: line })));
}

/** Continues long lines below themselves; only the first piece carries the number. */
export function foldLines(lines: readonly RawTextLine[]): readonly RawTextLine[] {
  if (!lines.some((line) => line.text.length > LONGEST_LINE)) return lines;
  return lines.flatMap((line) => {
    const pieces: RawTextLine[] = [];
    for (let at = 0; at === 0 || at < line.text.length; at += LONGEST_LINE) {
      const number = at === 0 ? line.number : null;
      pieces.push({ ...line, number, text: line.text.slice(at, at + LONGEST_LINE) });
    }
    return pieces;
  });
}

/** Sixteen bytes a line, as hexadecimal and as the characters they would be. */
export function byteLines(bytes: Buffer, from: number, count: number): readonly RawBytes[] {
  const lines: RawBytes[] = [];
  for (let line = from; line < from + count && line * 16 < bytes.length; line += 1) {
    const part = bytes.subarray(line * 16, line * 16 + 16);
    lines.push({
      number: line + 1,
      offset: line * 16,
      hex: part.toString("hex").replace(/(..)(?=.)/g, "$1 "),
      ascii: part.toString("latin1").replace(/[^\x20-\x7e]/g, "·"),
    });
  }
  return lines;
}
