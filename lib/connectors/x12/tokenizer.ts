import { type HeaderReading, readBareHeader, readInterchangeHeader } from "./delimiters";
import type { Delimiters } from "./transaction-set";

/** A segment longer than this has lost its terminator; reading on would hold the whole file in memory. */
const MAX_SEGMENT_CHARS = 1_048_576;
/** How far into a file an interchange may begin (mail headers, a VAN's banner), and how much is looked at to tell what it is. */
const HEAD_CHARS = 4_096;

const isLineBreak = (terminator: string): boolean => terminator === "\n" || terminator === "\r";

export type HeaderFound = Extract<HeaderReading, { kind: "read" }>;

/** What the tokenizer reports, in file order. Positions are 1-based segment numbers, blank segments not counted. */
export interface SegmentSink {
  /** A new interchange begins; its ISA is segment `position`. */
  header(header: HeaderFound, position: number): void;
  /** A file begins with GS or ST: delimiters were guessed. */
  bareStart(delimiters: Delimiters): void;
  segment(raw: string, position: number): void;
  fault(code: string, severity: "warning" | "error", position: number, message: string): void;
}

/**
 * Cuts text into segments as it arrives, holding no more than the segment under way.
 *
 * Scans with indexOf for the terminator alone; elements are split by whoever needs them. Each ISA sets the delimiters anew.
 * Line breaks and blanks around segments are layout, line breaks inside one are a wrapped line: both are dropped.
 *
 * Source: ASC X12.5 interchange control structures, X12.6 segment syntax.
 */
export class SegmentTokenizer {
  private buffer = "";
  private delimiters: Delimiters | null = null;
  private position = 0;
  private nextFeedAt = -1;
  private nextReturnAt = -1;
  private afterHeader = false;
  private isLost = false;
  /** What was dropped from the buffer while lost ended in a line break or terminator, blanks aside. */
  private droppedEndsLine = false;
  private tildeReported = false;

  constructor(private readonly sink: SegmentSink) {}

  push(text: string): void {
    this.buffer = this.buffer === "" ? text : this.buffer + text;
    this.drain(false);
  }

  end(): void {
    this.drain(true);
    this.buffer = "";
  }

  private drain(isEnd: boolean): void {
    let at = 0;
    this.nextFeedAt = -1;
    this.nextReturnAt = -1;
    for (;;) {
      at = this.skipBlanks(at);
      if (at >= this.buffer.length) break;
      const next = this.isLost ? this.recover(at, isEnd) : this.step(at, isEnd);
      if (next <= at) break;
      at = next;
    }
    if (this.isLost) this.droppedEndsLine = this.isLineStart(at);
    this.buffer = at === 0 ? this.buffer : this.buffer.slice(at);
  }

  private skipBlanks(from: number): number {
    let at = from;
    let char = this.buffer.charCodeAt(at);
    while (char <= 32 || char === 0xfeff) {
      at += 1;
      char = this.buffer.charCodeAt(at);
    }
    return at;
  }

  /** One header or segment from `at`; the offset behind it, or -1 when more text is needed. */
  private step(at: number, isEnd: boolean): number {
    if (this.buffer.charCodeAt(at) === 73 && this.beginsInterchange(at)) return this.readHeader(at, isEnd);
    if (this.delimiters === null) return this.begin(at, isEnd);
    if (this.afterHeader && !this.settleTerminator(at, isEnd)) return -1;
    const end = this.buffer.indexOf(this.delimiters.segment, at);
    if (end !== -1) {
      this.emit(at, end, this.delimiters);
      return end + 1;
    }
    if (this.buffer.length - at > MAX_SEGMENT_CHARS) {
      this.lose(
        "invalid_structure",
        "No segment terminator within 1 MiB: the rest of the interchange was not read. The complete sets before it were read; the bytes are kept.",
      );
      return at + 1;
    }
    if (!isEnd) return -1;
    if (!isLineBreak(this.delimiters.segment)) {
      this.sink.fault(
        "missing_terminator",
        "warning",
        this.position + 1,
        "The last segment has no terminator; it was read up to the end of the file.",
      );
    }
    this.emit(at, this.buffer.length, this.delimiters);
    return this.buffer.length;
  }

  private beginsInterchange(at: number): boolean {
    if (!this.buffer.startsWith("ISA", at)) return false;
    const next = this.buffer.charCodeAt(at + 3);
    const isLetterOrDigit =
      (next >= 48 && next <= 57) || (next >= 65 && next <= 90) || (next >= 97 && next <= 122);
    return !isLetterOrDigit;
  }

  private readHeader(at: number, isEnd: boolean): number {
    const header = readInterchangeHeader(this.buffer, at, isEnd);
    if (header.kind === "need_more") return -1;
    this.position += 1;
    if (header.kind === "unreadable") {
      this.lose(header.code, header.message, this.position);
      return at + 3;
    }
    this.delimiters = header.delimiters;
    this.afterHeader = true;
    this.tildeReported = false;
    this.sink.header(header, this.position);
    return at + header.length;
  }

  /** No interchange yet: a fragment, or something before the first ISA, or no X12 at all. */
  private begin(at: number, isEnd: boolean): number {
    if (!isEnd && this.buffer.length - at < HEAD_CHARS) return -1;
    const bare = readBareHeader(this.buffer, at);
    if (bare) {
      this.delimiters = bare;
      this.afterHeader = true;
      this.sink.bareStart(bare);
      return this.step(at, isEnd);
    }
    const head = this.buffer.slice(at, at + HEAD_CHARS);
    const found = head.search(/ISA[^A-Za-z0-9\s]/);
    if (found > 0) {
      this.sink.fault(
        "invalid_structure",
        "warning",
        1,
        `The ${found} characters before the first ISA were skipped.`,
      );
      return at + found;
    }
    const looksCut = /^[A-Z][A-Z0-9]{1,2}([^A-Za-z0-9\s])[^\r\n]*\1/.test(head);
    if (looksCut)
      this.lose(
        "missing_header",
        "Segments without ISA, GS or ST: nothing says what they are. None was read; the bytes are kept.",
        1,
      );
    else
      this.lose(
        "not_edi",
        "Neither an interchange nor a transaction set begins here. Nothing was read; the bytes are kept.",
        1,
      );
    return at + 1;
  }

  private lose(code: string, message: string, position = this.position + 1): void {
    this.isLost = true;
    this.delimiters = null;
    this.sink.fault(code, "error", position, message);
  }

  /** After a header that can't be trusted: skip to the next interchange that begins on a line or after a terminator. */
  private recover(at: number, isEnd: boolean): number {
    let found = this.buffer.indexOf("ISA", at);
    while (found !== -1) {
      const delimiter = this.buffer.charAt(found + 3);
      if (/[^A-Za-z0-9\s]/.test(delimiter) && this.isLineStart(found)) {
        this.isLost = false;
        return found;
      }
      found = this.buffer.indexOf("ISA", found + 3);
    }
    return isEnd ? this.buffer.length : Math.max(at, this.buffer.length - 3);
  }

  /**
   * Whether a line break or a terminator stands before `at`, blanks aside. Walks back by index: each run of blanks is walked once,
   * where a regular expression would try it again from every blank.
   */
  private isLineStart(at: number): boolean {
    for (let back = at - 1; back >= 0; back -= 1) {
      const char = this.buffer.charAt(back);
      if (isLineBreak(char) || "~'|".includes(char)) return true;
      if (char.trim() !== "") return false;
    }
    return this.droppedEndsLine;
  }

  /**
   * The ISA may name one terminator and the lines use another. It shows right after the header, where GS and ST must be two
   * segments; from there the line break is the terminator. False when that can't be seen yet.
   */
  private settleTerminator(at: number, isEnd: boolean): boolean {
    const delimiters = this.delimiters;
    if (!delimiters) return true;
    if (!isEnd && this.buffer.length - at < HEAD_CHARS) return false;
    this.afterHeader = false;
    if (isLineBreak(delimiters.segment)) return true;
    const end = this.buffer.indexOf(delimiters.segment, at);
    const first = this.buffer.slice(at, end === -1 ? at + HEAD_CHARS : end);
    if (!/[\r\n][^\S\r\n]*(ST|SE|GS|GE|TA1)[^A-Za-z0-9\s]/.test(first)) return true;
    this.delimiters = { ...delimiters, segment: "\n" };
    this.sink.fault(
      "invalid_structure",
      "warning",
      this.position + 1,
      "The ISA names another segment terminator than the lines that follow; they were read line by line.",
    );
    return true;
  }

  private emit(from: number, end: number, delimiters: Delimiters): void {
    let raw = this.buffer.slice(from, end);
    if (isLineBreak(delimiters.segment)) raw = this.stripLineEnd(raw);
    else if (this.hasBreak(from, end)) raw = raw.replace(/[\r\n]+/g, "");
    if (raw === "") return;
    this.position += 1;
    this.sink.segment(raw, this.position);
  }

  /** Each break is looked for once per buffer: the scan is linear however many segments there are. */
  private hasBreak(from: number, end: number): boolean {
    if (this.nextFeedAt < from) this.nextFeedAt = this.indexOrEnd("\n", from);
    if (this.nextReturnAt < from) this.nextReturnAt = this.indexOrEnd("\r", from);
    return this.nextFeedAt < end || this.nextReturnAt < end;
  }

  private indexOrEnd(char: string, from: number): number {
    const at = this.buffer.indexOf(char, from);
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  }

  /** Lines that are segments, and yet end in `~`: the tilde is no data. */
  private stripLineEnd(raw: string): string {
    const line = raw.trimEnd();
    if (!line.endsWith("~")) return line;
    if (!this.tildeReported) {
      this.tildeReported = true;
      this.sink.fault(
        "invalid_structure",
        "warning",
        this.position + 1,
        "Segments end in ~ although the ISA makes the line break the terminator; the ~ was dropped.",
      );
    }
    return line.slice(0, -1);
  }
}
