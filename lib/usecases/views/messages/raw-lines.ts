import type { RawContent, RawForm, RawView } from "@/lib/contracts/messages/raw-view";
import { type JsonLines, jsonLines } from "./json-lines";
import type { ReadableBody } from "./readable-body";
import { rowLines } from "./row-lines";
import { segmentLines } from "./segment-lines";
import { byteLines, foldLines, textLines } from "./text-lines";

/** All lines of a message, before one window is cut out of them. */
export interface RawLines {
  readonly language: RawView["language"];
  readonly hasForms: boolean;
  readonly total: number;
  /** Characters a line takes, for cutting windows. */
  readonly widthOf: (index: number) => number;
  readonly slice: (from: number, count: number) => RawContent;
  /** Indexes of what a position names, both included. */
  readonly find: (at: string) => { readonly from: number; readonly to: number } | null;
}

interface Hints {
  /** What the pipeline took it for, null when it has not read it. */
  readonly format: string | null;
  readonly fileName: string | null;
  readonly form: RawForm;
}

/** Puts a readable body on lines in the way its language is read. */
export function rawLines(body: ReadableBody, hints: Hints): RawLines {
  if (body.charset === "none") return byteView(body.bytes);
  const segments = segmentView(body.text);
  if (segments) return segments;
  if (/^\uFEFF?\s*[{[]/.test(body.text)) return jsonView(body.text, hints.form);
  const isDelimited = hints.format === "csv" || /\.(csv|tsv)$/i.test(hints.fileName ?? "");
  return (isDelimited && rowView(body.text)) || textView(body.text, "text", false);
}

function byteView(bytes: Buffer): RawLines {
  return {
    language: "bytes",
    hasForms: false,
    total: Math.ceil(bytes.length / 16),
    widthOf: () => 64,
    slice: (from, count) => ({ kind: "bytes", lines: byteLines(bytes, from, count) }),
    find: (at) => oneLine(/^(?:byte|offset) (\d+)/.exec(at), (offset) => Math.floor(offset / 16)),
  };
}

function segmentView(text: string): RawLines | null {
  const segments = segmentLines(text);
  if (!segments) return null;
  const { language, elementSeparator, terminator, lines } = segments;
  return {
    language,
    hasForms: false,
    total: lines.length,
    widthOf: (index) => (lines[index]?.elements ?? []).reduce((sum, element) => sum + element.length + 1, 4),
    slice: (from, count) => ({
      kind: "segments",
      elementSeparator,
      terminator,
      lines: lines.slice(from, from + count),
    }),
    find: (at) => oneLine(/\bsegment (\d+)/i.exec(at), (number) => number - 1),
  };
}

function jsonView(text: string, form: RawForm): RawLines {
  if (form === "original") return textView(text, "json", true);
  const { lines, spans } = jsonLines(text);
  const folded = foldLines(lines);
  // Where each unfolded line begins among the folded ones, and one past the last.
  const starts = [...folded.keys()].filter((index) => folded[index]?.number !== null).concat(folded.length);
  const find = (at: string) => {
    const span = findPath(spans, at);
    return span && { from: starts[span.from] ?? 0, to: (starts[span.to + 1] ?? folded.length) - 1 };
  };
  return { ...textual(folded, "json", true), find };
}

/** "$.result.tracking_details[2]", with or without the `$`; an unknown leaf falls back to what holds it. */
function findPath(spans: JsonLines["spans"], at: string): { from: number; to: number } | null {
  if (at.trim() === "$") return spans.get("") ?? null;
  let path = at.trim().replace(/^\$\.?/, "");
  while (path !== "" && !spans.has(path)) {
    const parent = path.replace(/\.?[^.[\]]+$|\[[^[\]]*\]$/, "");
    if (parent === path) return null;
    path = parent;
  }
  return path === "" ? null : (spans.get(path) ?? null);
}

function rowView(text: string): RawLines | null {
  const lines = rowLines(text);
  if (!lines) return null;
  const columns = lines.reduce((most, line) => Math.max(most, line.cells.length), 0);
  return {
    language: "csv",
    hasForms: false,
    total: lines.length,
    widthOf: (index) => (lines[index]?.cells ?? []).reduce((sum, cell) => sum + cell.length + 1, 0),
    slice: (from, count) => ({ kind: "rows", columns, lines: lines.slice(from, from + count) }),
    find: (at) =>
      oneLine(/\b(?:row|line) (\d+)/i.exec(at), (number) =>
        lines.findIndex((line) => line.number === number),
      ),
  };
}

function textView(text: string, language: "text" | "json", hasForms: boolean): RawLines {
  const lines = textLines(text);
  const view = textual(lines, language, hasForms);
  return {
    ...view,
    find: (at) =>
      oneLine(/\b(?:row|line) (\d+)/i.exec(at), (number) =>
        lines.findIndex((line) => line.number === number),
      ),
  };
}

function textual(lines: ReturnType<typeof textLines>, language: "text" | "json", hasForms: boolean) {
  return {
    language,
    hasForms,
    total: lines.length,
    widthOf: (index: number) => (lines[index]?.text.length ?? 0) + 1,
    slice: (from: number, count: number): RawContent => ({
      kind: "text",
      lines: lines.slice(from, from + count),
    }),
  };
}

function oneLine(match: RegExpExecArray | null, indexOf: (number: number) => number) {
  if (!match) return null;
  const index = indexOf(Number(match[1]));
  return index < 0 ? null : { from: index, to: index };
}
