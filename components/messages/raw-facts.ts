import type { RawView } from "@/lib/contracts/messages/raw-view";
import { printable } from "./raw-line";
import { sizeText } from "./size-text";

const UNIT = {
  x12: "segment",
  edifact: "segment",
  json: "line",
  csv: "row",
  text: "line",
  bytes: "line",
} as const;

const NAME = {
  x12: "X12",
  edifact: "EDIFACT",
  json: "JSON",
  csv: "CSV",
  text: "Text",
  bytes: "Binary",
} as const;

/** What the window shows of what, in one line: "X12, 24 segments, 1.2 KiB, elements split by *, segments end with ~". */
export function rawFacts(view: RawView): string {
  const facts = [
    NAME[view.language],
    `${view.total.toLocaleString("en")} ${UNIT[view.language]}${view.total === 1 ? "" : "s"}`,
  ];
  facts.push(
    view.compressed
      ? `${sizeText(view.readableBytes)} unpacked from ${sizeText(view.sizeBytes)} gzip`
      : sizeText(view.sizeBytes),
  );
  if (view.content.kind === "segments") {
    facts.push(`elements split by ${printable(view.content.elementSeparator)}`);
    facts.push(`segments end with ${printable(view.content.terminator)}`);
  }
  if (view.charset === "windows-1252") facts.push("not UTF-8, shown as Windows-1252");
  return facts.join(", ");
}
