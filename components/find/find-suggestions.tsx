import { classNames } from "@/components/ui/class-names";
import { laneText } from "@/lib/domain/shipment/present";
import type { Suggestion } from "./suggestions";

interface FindSuggestionsProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** Index of the chosen one, -1 when none is. */
  readonly active: number;
  readonly failed: boolean;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (href: string) => void;
}

/** The list under the box. The focus stays in the box; what is chosen there is told by aria-activedescendant. */
export function FindSuggestions({
  id,
  suggestions,
  active,
  failed,
  onPoint,
  onChoose,
}: FindSuggestionsProps) {
  return (
    <div className="absolute inset-x-0 top-full z-40 mt-1 rounded-lg border border-line-strong bg-surface p-1 shadow-lg max-sm:fixed max-sm:inset-x-3 max-sm:top-(--top-height)">
      <div id={id} role="listbox" aria-label="Shipments found" className="max-h-[60dvh] overflow-y-auto">
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys
          <div
            key={suggestion.href}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseMove={() => index !== active && onPoint(index)}
            // Before the box loses the focus and the list closes.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(suggestion.href)}
            className={classNames(
              "flex cursor-pointer items-baseline justify-between gap-3 rounded-md px-2.5 py-1.5",
              index === active && "bg-accent-soft",
            )}
          >
            <span className="min-w-0">
              <b>{suggestion.title}</b>
              <span className="block truncate text-xs text-ink-3">{story(suggestion)}</span>
            </span>
            <span className="mono max-w-[55%] truncate text-right text-ink-2">{suggestion.why}</span>
          </div>
        ))}
      </div>
      <p
        role="status"
        className={classNames("px-2.5 py-1.5 text-ink-2", suggestions.length > 0 && "sr-only")}
      >
        {statusText(suggestions, failed)}
      </p>
    </div>
  );
}

function story({ shipment }: Suggestion): string {
  if (!shipment?.glance) return "";
  return [laneText(shipment.glance), shipment.glance.customer].filter(Boolean).join(", ");
}

function statusText(suggestions: readonly Suggestion[], failed: boolean): string {
  if (failed) return "It could not be looked up just now. Enter tries again.";
  const count = suggestions.filter((suggestion) => suggestion.kind === "shipment").length;
  if (suggestions.length === 0) return "No shipment carries this number.";
  return `${count} ${count === 1 ? "shipment" : "shipments"} found. Arrows choose, Enter opens.`;
}
