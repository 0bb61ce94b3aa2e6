import Link from "next/link";
import { ProgressBar } from "@/components/odoo/progress-bar";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { Tone } from "@/components/ui/tone";
import type { BulkItemPage } from "@/lib/contracts/bulk/bulk-items";
import type { BulkRunDto, BulkRunState } from "@/lib/contracts/bulk/bulk-run";
import { AllBulkItems, BulkItems } from "./bulk-items";
import { BulkPlanView } from "./bulk-plan-view";
import { BulkRunButtons } from "./bulk-run-buttons";
import { BULK_WORDS, subjectsText, sumsText } from "./bulk-words";

const STATES: Readonly<Record<BulkRunState, { readonly tone: Tone; readonly word: string }>> = {
  planned: { tone: "neutral", word: "Planned, nothing changed yet" },
  running: { tone: "info", word: "Running" },
  stopping: { tone: "warn", word: "Stopping" },
  stopped: { tone: "warn", word: "Stopped" },
  done: { tone: "ok", word: "Done" },
};

interface BulkRunViewProps {
  readonly run: BulkRunDto;
  /** A page of what became of each. */
  readonly items: BulkItemPage;
}

/** A run and how far it is; of what did not work, each with its reason. */
export function BulkRunView({ run, items }: BulkRunViewProps) {
  const { tone, word } = STATES[run.state];
  const settled = run.itemCount - run.waitingCount;
  const percent = run.itemCount === 0 ? 100 : Math.floor((100 * settled) / run.itemCount);
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="grid min-w-0 gap-3.5">
        <Card title={run.willHappen} aside={<Chip tone={tone}>{word}</Chip>}>
          {run.state === "planned" ? (
            <div className="grid gap-3">
              <BulkPlanView run={run} />
            </div>
          ) : (
            <>
              <ProgressBar percent={percent} label="How far the run is" />
              <p role="status" className="mt-2 text-ink-2">
                {`${settled.toLocaleString("en")} of ${subjectsText(run.subjectKind, run.itemCount)} settled: ${countsText(run)}.`}
              </p>
            </>
          )}
          {run.isOwn && <BulkRunButtons run={run} />}
        </Card>
        {run.state !== "planned" && run.items.length > 0 && (
          <BulkItems title="What did not work" kind={run.subjectKind} items={run.items} />
        )}
        <AllBulkItems run={run} page={items} title={run.state === "planned" ? "Planned" : "Result of each"} />
      </div>
      <Facts run={run} />
    </div>
  );
}

function countsText({ doneCount, failedCount, skippedCount, waitingCount }: BulkRunDto): string {
  return [
    `${doneCount.toLocaleString("en")} done`,
    failedCount > 0 && `${failedCount.toLocaleString("en")} failed`,
    skippedCount > 0 && `${skippedCount.toLocaleString("en")} left alone`,
    waitingCount > 0 && `${waitingCount.toLocaleString("en")} wait`,
  ]
    .filter(Boolean)
    .join(", ");
}

function Facts({ run }: { readonly run: BulkRunDto }) {
  return (
    <aside aria-label="About this run" className="grid gap-3.5">
      <Card title="About this run">
        <KeyValueList>
          {run.sums.length > 0 && <KeyValue name="Moves">{sumsText(run)}</KeyValue>}
          <KeyValue name="Asked by">{run.requestedBy}</KeyValue>
          <KeyValue name="Planned">
            <AbsoluteTime at={run.plannedAt} />
          </KeyValue>
          {run.startedAt && (
            <KeyValue name="Started">
              <AbsoluteTime at={run.startedAt} />
            </KeyValue>
          )}
          {run.endedAt && (
            <KeyValue name="Ended">
              <AbsoluteTime at={run.endedAt} />
            </KeyValue>
          )}
        </KeyValueList>
        <p className="mt-2.5 text-xs text-ink-3">
          This page keeps its address; the run goes on when you leave.
        </p>
        <p className="mt-1 text-xs">
          <Link href={BULK_WORDS[run.subjectKind].listHref} className="text-accent underline">
            {BULK_WORDS[run.subjectKind].back}
          </Link>
        </p>
      </Card>
      {run.state !== "planned" && run.leftOut.length > 0 && (
        <Card title="Left out of the plan">
          <ul className="list-disc pl-5 text-ink-2">
            {run.leftOut.map(({ reason, count }) => (
              <li key={reason}>{`${count.toLocaleString("en")}: ${reason}`}</li>
            ))}
          </ul>
        </Card>
      )}
    </aside>
  );
}
