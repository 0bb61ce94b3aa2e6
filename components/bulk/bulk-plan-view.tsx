import Link from "next/link";
import type { BulkRunDto } from "@/lib/contracts/bulk/bulk-run";
import { subjectsText, sumsText } from "./bulk-words";

interface BulkPlanViewProps {
  readonly run: BulkRunDto;
  /** The page that lists every one of them; left out on that page. */
  readonly allHref?: string;
}

/** What a run would do: how many, which ones first, what is left out and why. */
export function BulkPlanView({ run, allHref }: BulkPlanViewProps) {
  const rest = run.itemCount - run.items.length;
  return (
    <>
      <p>{run.itemCount === 0 ? "There is nothing here it could be done to." : <b>{run.willHappen}</b>}</p>
      {run.sums.length > 0 && (
        <p>
          It moves <b className="tabular-nums">{sumsText(run)}</b>.
        </p>
      )}
      {run.items.length > 0 && allHref && (
        <div>
          <p className="font-medium">{rest > 0 ? "The first ones" : "These"}</p>
          <ol className="mt-1 max-h-48 list-decimal overflow-y-auto pl-7 text-ink-2">
            {run.items.map((item) => (
              <li key={item.position}>{item.label}</li>
            ))}
          </ol>
          {rest > 0 && (
            <p className="mt-1 text-xs">
              <Link href={allHref} className="text-accent underline">
                {`See all ${subjectsText(run.subjectKind, run.itemCount)}`}
              </Link>
            </p>
          )}
        </div>
      )}
      {run.leftOut.length > 0 && (
        <div>
          <p className="font-medium">Left out</p>
          <ul className="mt-1 list-disc pl-5 text-ink-2">
            {run.leftOut.map(({ reason, count }) => (
              <li key={reason}>{`${count.toLocaleString("en")}: ${reason}`}</li>
            ))}
          </ul>
        </div>
      )}
      {run.itemCount > 0 && (
        <p className="text-xs text-ink-3">
          It runs in the background, one by one, and can be stopped. What someone changes meanwhile is left
          alone.
        </p>
      )}
    </>
  );
}
