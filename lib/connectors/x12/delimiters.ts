import type { Delimiters } from "./transaction-set";

/** Widths of the tag and of ISA01 to ISA15. Source: ASC X12.5, interchange header. */
const ISA_WIDTHS = [3, 2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1] as const;
/** An ISA is 106 characters; a badly padded one is still far below this. */
const ISA_LOOKAHEAD = 600;
const DEFAULT_COMPONENT = ":";

export type HeaderReading =
  | {
      readonly kind: "read";
      readonly delimiters: Delimiters;
      /** ISA, GS or ST split at the separator, line breaks removed. */
      readonly elements: readonly string[];
      /** Characters up to and including the terminator. */
      readonly length: number;
      readonly fixedWidth: boolean;
    }
  | { readonly kind: "unreadable"; readonly code: string; readonly message: string }
  | { readonly kind: "need_more" };

const isAlphanumeric = (char: string): boolean => /[A-Za-z0-9]/.test(char);
/** Control characters are allowed as delimiters; white space is not, except as the terminator. */
const isBlank = (char: string): boolean => char === "" || /\s/.test(char);
const unreadable = (code: string, message: string): HeaderReading => ({
  kind: "unreadable",
  code,
  message: `${message}. This interchange was not read; the bytes are kept, and reading went on with the next one.`,
});

function separatorPositions(text: string, start: number, separator: string): number[] {
  const limit = start + ISA_LOOKAHEAD;
  const positions: number[] = [];
  let at = start + 3;
  while (positions.length < 16 && at !== -1 && at < limit) {
    positions.push(at);
    at = text.indexOf(separator, at + 1);
  }
  return positions;
}

/** The header can be trusted when date, time, version and usage stand where they belong; anything else shifts every later element. */
function misplacedElement(elements: readonly string[]): string | null {
  if (!/^\d{6}(\d\d)?$/.test(elements[9]?.trim() ?? "")) return "ISA09 is no date";
  if (!/^\d{4,6}$/.test(elements[10]?.trim() ?? "")) return "ISA10 is no time";
  if (!/^[A-Z0-9]{3,6}$/i.test(elements[12]?.trim() ?? "")) return "ISA12 is no version";
  if (!/^[A-Z]$/i.test(elements[15]?.trim() ?? "")) return "ISA15 is no usage indicator";
  return null;
}

interface Ending {
  readonly component: string;
  readonly segment: string;
  readonly length: number;
  readonly terminatorDeclared: boolean;
}

/**
 * `~` and a line break after ISA15 are either ISA16 and the terminator, or a terminator and a stray break with ISA16 lost:
 * the next line ends in `~` only in the second case.
 */
function nextLineEndsInTilde(text: string, from: number): boolean {
  const line = /[\r\n]+([^\r\n]+)[\r\n]/.exec(text.slice(from, from + ISA_LOOKAHEAD))?.[1];
  return line?.trimEnd().endsWith("~") ?? false;
}

/** Component separator and terminator after the last separator of the ISA, when ISA16 may be missing or padded. */
function readEnding(text: string, afterLast: number): Ending {
  const first = text.charAt(afterLast);
  let at = afterLast + 1;
  while (text.charAt(at) === " ") at += 1;
  const second = text.charAt(at);
  const isBreak = first === "\r" || first === "\n";
  const isTildeThenBreak = first === "~" && isBlank(second) && nextLineEndsInTilde(text, at);
  const isLost = isBreak || isTildeThenBreak || (first !== " " && isAlphanumeric(second));
  const segmentAt = isLost ? afterLast : at;
  const written = text.charAt(segmentAt);
  const isCrLf = written === "\r" && text.charAt(segmentAt + 1) === "\n";
  return {
    component: isLost || isBlank(first) || isAlphanumeric(first) ? DEFAULT_COMPONENT : first,
    segment: isCrLf ? "\n" : written,
    length: segmentAt + (isCrLf ? 2 : 1),
    terminatorDeclared: !isLost,
  };
}

/**
 * Delimiters and elements of the ISA at `start`.
 *
 * Read by separator, not by width: padding gets lost on the way more often than separators do. The four delimiters must differ
 * and be no letters, digits or blanks, else nothing after them can be trusted.
 *
 * Source: ASC X12.5: element separator is character 4, ISA16 the component separator, the character after it the segment
 * terminator, ISA11 the repetition separator since release 00402.
 *
 * @param isEnd no further text will come
 */
export function readInterchangeHeader(text: string, start: number, isEnd: boolean): HeaderReading {
  if (!isEnd && text.length < start + ISA_LOOKAHEAD) return { kind: "need_more" };
  const separator = text.charAt(start + 3);
  if (isBlank(separator) || isAlphanumeric(separator)) {
    return unreadable("invalid_structure", "The character after ISA is no element separator");
  }
  const positions = separatorPositions(text, start, separator);
  const last = positions[15];
  if (last === undefined) {
    return unreadable(
      "isa_not_fixed_width",
      `The ISA has ${positions.length} of 16 elements: no delimiters to read by`,
    );
  }
  const ending = readEnding(text, last + 1);
  const elements = text
    .slice(start, last)
    .replace(/[\r\n]+/g, "")
    .split(separator);
  const misplaced = misplacedElement(elements);
  if (misplaced) return unreadable("invalid_structure", `${misplaced}: the ISA can't be trusted`);
  const { component, segment } = ending;
  if (segment === "") return unreadable("truncated", "The ISA ends before its segment terminator");
  if (segment === separator || segment === component || component === separator || isAlphanumeric(segment)) {
    return unreadable(
      "invalid_structure",
      "Element separator, component separator and terminator must differ",
    );
  }
  const repetition = elements[11]?.trim() ?? "";
  const hasRepetition =
    (elements[12] ?? "") >= "00402" && repetition.length === 1 && !isAlphanumeric(repetition);
  return {
    kind: "read",
    delimiters: { element: separator, component, segment, repetition: hasRepetition ? repetition : null },
    elements,
    length: ending.length - start,
    fixedWidth: ending.terminatorDeclared && ISA_WIDTHS.every((width, i) => elements[i]?.length === width),
  };
}

/** ST with type and control number, or GS with its eight elements, up to the first character that can't belong to them. */
const BARE_ST = /^ST([^A-Za-z0-9\s])\d{3}\1[A-Za-z0-9 -]{1,15}(?:\1[A-Za-z0-9 .]{0,35})?([^A-Za-z0-9 ])/;
const BARE_GS =
  /^GS([^A-Za-z0-9\s])[A-Z]{2}\1[^\r\n]{1,20}?\1[^\r\n]{1,20}?\1\d{6,8}\1\d{4,8}\1\d{1,9}\1[A-Z]{1,2}\1[A-Z0-9 ]{1,12}([^A-Za-z0-9 ])/;

/**
 * Delimiters of a fragment that begins with a GS or an ST, guessed from that first segment; null when there is none.
 * The component separator can't be seen there and is taken to be a colon.
 */
export function readBareHeader(text: string, start: number): Delimiters | null {
  const head = text.slice(start, start + ISA_LOOKAHEAD);
  const match = BARE_ST.exec(head) ?? BARE_GS.exec(head);
  const element = match?.[1];
  const written = match?.[2];
  if (!match || !element || !written || element === written) return null;
  const isCrLf = written === "\r" && head.charAt(match[0].length) === "\n";
  const component = element === DEFAULT_COMPONENT || written === DEFAULT_COMPONENT ? ">" : DEFAULT_COMPONENT;
  return { element, component, segment: isCrLf ? "\n" : written, repetition: null };
}
