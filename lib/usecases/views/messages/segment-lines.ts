import type { RawSegment } from "@/lib/contracts/messages/raw-view";

export interface Segments {
  readonly language: "x12" | "edifact";
  readonly elementSeparator: string;
  readonly terminator: string;
  readonly lines: readonly RawSegment[];
}

interface Delimiters {
  readonly element: string;
  readonly terminator: string;
  /** EDIFACT only: the next character stands for itself. */
  readonly release: string | null;
}

/** Splits an X12 or EDIFACT interchange into numbered segments, forgiving everything; null when the text is neither. */
export function segmentLines(text: string): Segments | null {
  const start = text.search(/\S/);
  const body = text.slice(Math.max(0, start)).replace(/^\uFEFF\s*/, "");
  const first = delimitersOf(body);
  if (!first) return null;
  const lines: RawSegment[] = [];
  let delimiters = first;
  for (let at = skipBlank(body, 0, first.terminator); at < body.length; ) {
    // Each interchange states its own delimiters.
    delimiters = delimitersOf(body.slice(at, at + 400)) ?? delimiters;
    const end = segmentEnd(body, at, delimiters);
    lines.push(segment(body.slice(at, end), lines.length + 1, delimiters));
    at = skipBlank(body, end + 1, delimiters.terminator);
  }
  return {
    language: body.startsWith("ISA") ? "x12" : "edifact",
    elementSeparator: first.element,
    terminator: first.terminator,
    lines,
  };
}

/** X12: read from the ISA segment, whose 16th element is one character and is followed by the terminator. */
function delimitersOf(text: string): Delimiters | null {
  if (text.startsWith("ISA")) return isaDelimiters(text);
  if (text.startsWith("UNA") && text.length >= 9) {
    return { element: text.charAt(4), release: text.charAt(6), terminator: text.charAt(8) };
  }
  if (text.startsWith("UNB+")) return { element: "+", release: "?", terminator: "'" };
  return null;
}

function isaDelimiters(text: string): Delimiters | null {
  const element = text.charAt(3);
  if (element === "" || /[\p{L}\p{N}\s]/u.test(element)) return null;
  let at = 2;
  for (let count = 0; count < 16; count += 1) {
    at = text.indexOf(element, at + 1);
    if (at < 0 || at > 400) return null;
  }
  const terminator = text.charAt(at + 2) === "\r" ? "\n" : text.charAt(at + 2);
  return terminator === "" || /[\p{L}\p{N}]/u.test(terminator)
    ? null
    : { element, terminator, release: null };
}

function segmentEnd(text: string, from: number, { terminator, release }: Delimiters): number {
  // The service string advice holds the terminator itself as its last character.
  const start = text.startsWith("UNA", from) ? from + 8 : from;
  for (let at = start; at < text.length; at += 1) {
    if (release !== null && release !== " " && text[at] === release) at += 1;
    else if (text[at] === terminator) return at;
  }
  return text.length;
}

function segment(text: string, number: number, { element }: Delimiters): RawSegment {
  const clean = text.replace(/[\r\n]+$/, "");
  if (clean.startsWith("UNA")) return { number, id: "UNA", elements: [clean.slice(3)] };
  const [id = "", ...elements] = clean.split(element);
  return { number, id, elements };
}

function skipBlank(text: string, from: number, terminator: string): number {
  let at = from;
  while (at < text.length && /[\s\uFEFF]/.test(text.charAt(at)) && text.charAt(at) !== terminator) at += 1;
  // Blank lines between segments of a file that ends its segments with a new line are no segments.
  while (terminator === "\n" && at < text.length && /\s/.test(text.charAt(at))) at += 1;
  return at;
}
