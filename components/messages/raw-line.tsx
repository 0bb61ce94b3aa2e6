import { classNames } from "@/components/ui/class-names";
import type { RawContent, RawSegment } from "@/lib/contracts/messages/raw-view";

interface RawLineProps {
  readonly number: number | null;
  readonly marked: boolean;
  readonly first: boolean;
  /** One of very many: painted only when it comes into sight. */
  readonly lazy: boolean;
  readonly children: React.ReactNode;
}

/** One numbered line. What is marked has a bar, a ground and a word of its own, not only a colour. */
export function RawLine({ number, marked, first, lazy, children }: RawLineProps) {
  return (
    <div
      data-marked={first || undefined}
      className={classNames(
        "grid grid-cols-[4.5ch_minmax(0,1fr)] gap-x-3 border-l-3 pr-3",
        lazy && "[content-visibility:auto] [contain-intrinsic-height:1.45em]",
        marked ? "border-accent bg-accent-soft" : "border-transparent",
      )}
    >
      <span className="text-right text-ink-3 select-none">{number}</span>
      <span className="min-w-0 break-words whitespace-pre-wrap">
        {first && <span className="sr-only">Marked: </span>}
        {children}
      </span>
    </div>
  );
}

/** The text of the line at `index` of the window. */
export function RawLineText({ content, index }: { readonly content: RawContent; readonly index: number }) {
  switch (content.kind) {
    case "segments": {
      const line = content.lines[index];
      return line && <Segment line={line} separator={content.elementSeparator} />;
    }
    case "text": {
      const line = content.lines[index];
      return (
        line && (
          <span style={{ paddingLeft: `${line.depth * 2}ch` }} className="block">
            {line.text}
          </span>
        )
      );
    }
    case "bytes": {
      const line = content.lines[index];
      return line && <Bytes hex={line.hex} ascii={line.ascii} offset={line.offset} />;
    }
    case "rows":
      return content.lines[index]?.cells.join("  ");
  }
}

/** The separator stays visible and steps back; an empty element shows as two of them. */
function Segment({ line, separator }: { readonly line: RawSegment; readonly separator: string }) {
  return (
    <>
      <b className="text-ink">{line.id}</b>
      {line.elements.map((element, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an element is its position
        <span key={position} title={`${line.id}${String(position + 1).padStart(2, "0")}`}>
          <span className="px-px text-ink-3">{printable(separator)}</span>
          {element}
        </span>
      ))}
    </>
  );
}

/** Control characters some partners use as delimiters have a picture of their own in Unicode. */
export function printable(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : character;
}

function Bytes({
  hex,
  ascii,
  offset,
}: {
  readonly hex: string;
  readonly ascii: string;
  readonly offset: number;
}) {
  return (
    <span className="grid grid-cols-[8ch_47ch_minmax(0,16ch)] gap-x-4 max-sm:grid-cols-[8ch_minmax(0,1fr)]">
      <span className="text-ink-3">{offset.toString(16).padStart(8, "0")}</span>
      <span className="whitespace-pre-wrap">{hex}</span>
      <span className="text-ink-2 max-sm:col-start-2">{ascii}</span>
    </span>
  );
}
