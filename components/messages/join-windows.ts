import type { RawContent, RawView } from "@/lib/contracts/messages/raw-view";

/** Two neighbouring windows of one message as one. `first` ends where `second` begins. */
export function joinWindows(first: RawView, second: RawView): RawView {
  return {
    ...second,
    marked: first.marked ?? second.marked,
    from: first.from,
    content: joined(first.content, second.content),
  };
}

function joined(first: RawContent, second: RawContent): RawContent {
  if (first.kind === "segments" && second.kind === "segments")
    return { ...first, lines: [...first.lines, ...second.lines] };
  if (first.kind === "text" && second.kind === "text")
    return { ...first, lines: [...first.lines, ...second.lines] };
  if (first.kind === "bytes" && second.kind === "bytes")
    return { ...first, lines: [...first.lines, ...second.lines] };
  if (first.kind === "rows" && second.kind === "rows")
    return { ...first, lines: [...first.lines, ...second.lines] };
  return second;
}
