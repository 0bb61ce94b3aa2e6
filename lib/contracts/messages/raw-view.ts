/** How many characters and lines of a message one window shows; the rest is one press away. */
export const RAW_WINDOW_CHARACTERS = 256 * 1024;
export const RAW_WINDOW_LINES = 2_000;

export type RawForm = "pretty" | "original";

/** One X12 or EDIFACT segment. `number` is 1-based over the whole file, as problems and events name it. */
export interface RawSegment {
  readonly number: number;
  readonly id: string;
  readonly elements: readonly string[];
}

/** One line of text. `number` is null where a long line goes on. */
export interface RawTextLine {
  readonly number: number | null;
  readonly depth: number;
  readonly text: string;
}

/** One record of a delimited file; `number` 1 is its first line, which mostly names the columns. */
export interface RawRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Sixteen bytes. `number` is the line, `offset` the first byte's place. */
export interface RawBytes {
  readonly number: number;
  readonly offset: number;
  readonly hex: string;
  readonly ascii: string;
}

export type RawContent =
  | {
      readonly kind: "segments";
      readonly elementSeparator: string;
      readonly terminator: string;
      readonly lines: readonly RawSegment[];
    }
  | { readonly kind: "text"; readonly lines: readonly RawTextLine[] }
  | { readonly kind: "rows"; readonly columns: number; readonly lines: readonly RawRow[] }
  | { readonly kind: "bytes"; readonly lines: readonly RawBytes[] };

/** What a person sees of a message's bytes. A view: the bytes themselves are kept as they came and can be downloaded. */
export interface RawView {
  readonly messageId: string;
  readonly fileName: string | null;
  readonly language: "x12" | "edifact" | "json" | "csv" | "text" | "bytes";
  readonly form: RawForm;
  /** True where the other form says something else: JSON only. */
  readonly hasForms: boolean;
  readonly content: RawContent;
  /** Index of the first line of `content` among all lines, from 0. */
  readonly from: number;
  /** How many lines there are in all that can be shown. */
  readonly total: number;
  /** Indexes among all lines, both included, of what `at` names; null when nothing does. */
  readonly marked: { readonly at: string; readonly from: number; readonly to: number } | null;
  /** As asked for, whether or not it was found. */
  readonly at: string | null;
  readonly sizeBytes: number;
  /** Size after inflating; equal to `sizeBytes` for what came as it is. */
  readonly readableBytes: number;
  readonly compressed: boolean;
  readonly charset: "utf-8" | "windows-1252" | "none";
  /** Set when the view ends before the message does: what is missing and how to get it. */
  readonly cut: string | null;
}
