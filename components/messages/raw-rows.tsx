import { classNames } from "@/components/ui/class-names";
import type { RawRow } from "@/lib/contracts/messages/raw-view";

interface RawRowsProps {
  readonly lines: readonly RawRow[];
  readonly columns: number;
  /** Index of the first line among all lines. */
  readonly from: number;
  readonly marked: { readonly from: number; readonly to: number } | null;
}

/** A delimited file as the table it is. Its first line is shown as a header when the window holds it. */
export function RawRows({ lines, columns, from, marked }: RawRowsProps) {
  const places = Array.from({ length: columns }, (_, place) => place);
  return (
    <table className="border-collapse">
      <tbody>
        {lines.map((line, index) => {
          const isMarked = marked !== null && from + index >= marked.from && from + index <= marked.to;
          const isHeader = from + index === 0;
          return (
            <tr
              key={line.number}
              data-marked={isMarked || undefined}
              className={classNames(isMarked && "bg-accent-soft", isHeader && "font-bold")}
            >
              <td
                className={classNames(
                  "border-l-3 py-px pr-3 pl-1 text-right text-ink-3 select-none",
                  isMarked ? "border-accent" : "border-transparent",
                )}
              >
                {isMarked && <span className="sr-only">Marked: </span>}
                {line.number}
              </td>
              {places.map((place) => (
                <td
                  key={place}
                  className="max-w-[40ch] border-b border-line py-px pr-4 align-top break-words"
                >
                  {line.cells[place]}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
