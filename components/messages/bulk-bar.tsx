import { Button } from "@/components/ui/button";
import { type BulkKind, MOST_AT_ONCE } from "@/lib/contracts/messages/decisions";
import { messagesText } from "./count-text";

const VERB: Readonly<Record<BulkKind, string>> = { replay: "Replay", ignore: "Ignore" };

interface BulkBarProps {
  readonly count: number;
  /** Everything on this page is ticked: then the question is whether the rest is meant too. */
  readonly wholePage: boolean;
  readonly kinds: readonly BulkKind[];
  readonly onAct: (kind: BulkKind) => void;
  readonly onActOnAll: (kind: BulkKind) => void;
  readonly onClear: () => void;
}

/** What can be done with what is ticked. Stays in sight while the list scrolls. */
export function BulkBar({ count, wholePage, kinds, onAct, onActOnAll, onClear }: BulkBarProps) {
  return (
    <section
      aria-label="Selected messages"
      className="sticky bottom-3 z-20 mt-2.5 flex flex-wrap items-center gap-2.5 rounded-card border border-line-strong bg-surface px-4 py-2.5 shadow-lg"
    >
      <p role="status" className="mr-auto font-medium">
        {messagesText(count)} selected
      </p>
      {kinds.map((kind) => (
        <Button key={kind} kind={kind === "ignore" ? "danger" : "default"} onClick={() => onAct(kind)}>
          {VERB[kind]}…
        </Button>
      ))}
      {wholePage &&
        kinds.map((kind) => (
          <Button key={`all-${kind}`} kind="quiet" onClick={() => onActOnAll(kind)}>
            {VERB[kind]} all that match, up to {MOST_AT_ONCE}…
          </Button>
        ))}
      <Button kind="quiet" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
