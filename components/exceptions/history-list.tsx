import { AbsoluteTime } from "@/components/ui/absolute-time";
import {
  type ExceptionPage,
  HISTORY_WORDS,
  type HistoryLine,
} from "@/lib/contracts/exceptions/exception-page";

type HistoryData = Pick<ExceptionPage, "history" | "historyIsCut">;

/** Everything that happened to it, by rules and by people, oldest first. */
export function HistoryList({ history, historyIsCut }: HistoryData) {
  return (
    <>
      {historyIsCut && <p className="mb-1 text-xs text-ink-3">{`The newest ${history.length} lines.`}</p>}
      <ol className="grid gap-1.5">
        {history.map((line) => (
          <li key={line.id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
            <span className="text-xs text-ink-3">
              <AbsoluteTime at={line.at} />
            </span>
            <Line line={line} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Line({ line }: { readonly line: HistoryLine }) {
  return (
    <div className="min-w-0 text-ink-2">
      {HISTORY_WORDS[line.action]}
      {line.detail && ` ${line.detail}`}
      {!line.isRule && ` by ${line.actor}`}
      {line.note && <p className="break-words whitespace-pre-line text-ink">{line.note}</p>}
      {line.mentions.length > 0 && (
        <p className="text-xs text-ink-3">{`Named: ${line.mentions.map(({ name }) => name).join(", ")}`}</p>
      )}
    </div>
  );
}
