import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import type { RunAttemptDto, RunDecisionDto, RunPage } from "@/lib/contracts/flows/run-page";

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  next: "went through",
  done: "ended",
  wait: "waits",
  command: "written to Odoo",
  approval: "asks",
  hold: "held",
  failure: "failed",
};

type Line =
  | ({ readonly of: "look"; readonly at: string; readonly key: string } & { readonly look: RunAttemptDto })
  | ({ readonly of: "decision"; readonly at: string; readonly key: string } & {
      readonly decision: RunDecisionDto;
    });

/** What the engine found and what people decided, newest first. */
export function RunHistory({ page }: { readonly page: RunPage }) {
  const lines: Line[] = [
    ...page.attempts.map((look) => ({
      of: "look" as const,
      at: look.startedAt,
      key: `look ${look.number}`,
      look,
    })),
    ...page.decisions.map((decision) => ({
      of: "decision" as const,
      at: decision.at,
      key: decision.id,
      decision,
    })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Card title="What happened">
      {lines.length === 0 && <p className="text-ink-3">Nothing yet: it waits for a free worker.</p>}
      <ol className="grid gap-3">
        {lines.map((line) => (
          <li key={line.key} className="border-t border-line pt-3 first:border-t-0 first:pt-0">
            {line.of === "look" ? <Look look={line.look} /> : <Decision decision={line.decision} />}
          </li>
        ))}
      </ol>
      {page.attemptsBefore > 0 && (
        <p className="mt-3 text-xs text-ink-3">{page.attemptsBefore} earlier looks are kept and not shown.</p>
      )}
    </Card>
  );
}

function Look({ look }: { readonly look: RunAttemptDto }) {
  return (
    <>
      <Head at={look.startedAt} aside={`took ${look.durationMs.toLocaleString("en")} ms`}>
        <b>{look.stepTitle}</b> {OUTCOME_WORDS[look.outcome] ?? look.outcome}
      </Head>
      <p className={look.outcome === "failure" ? "mt-0.5 break-words text-bad" : "mt-0.5 break-words"}>
        {look.note}
        {look.failureClass && <span className="text-ink-3"> ({look.failureClass.replaceAll("_", " ")})</span>}
      </p>
      {look.commandId && (
        <Link href={`/commands/${look.commandId}`} className="text-xs text-accent underline">
          Request and reply
        </Link>
      )}
    </>
  );
}

function Decision({ decision }: { readonly decision: RunDecisionDto }) {
  const hasPayload = decision.before !== null && "payload" in decision.before;
  return (
    <>
      <Head at={decision.at}>
        <b>{decision.actor}</b>
        {decision.onBehalfOf && ` for ${decision.onBehalfOf}`}: {decision.kind.replaceAll("_", " ")}
      </Head>
      {decision.reason && <p className="mt-0.5 break-words">“{decision.reason}”</p>}
      {hasPayload && (
        <details className="mt-1">
          <summary className="text-xs text-accent underline">Before and after</summary>
          <pre className="mono mt-1 overflow-auto rounded-lg bg-sunken px-3 py-2.5">
            {JSON.stringify({ before: decision.before?.payload, after: decision.after?.payload }, null, 2)}
          </pre>
        </details>
      )}
    </>
  );
}

function Head({
  at,
  aside,
  children,
}: {
  readonly at: string;
  readonly aside?: string;
  readonly children: React.ReactNode;
}) {
  return (
    <p className="flex flex-wrap items-baseline justify-between gap-x-3">
      <span>{children}</span>
      <span className="text-xs text-ink-3">
        <AbsoluteTime at={at} />
        {aside && `, ${aside}`}
      </span>
    </p>
  );
}
