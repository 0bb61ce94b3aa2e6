import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import type { CommandAttemptDto, CommandPage } from "@/lib/contracts/commands/command-page";

const KIND_WORDS: Readonly<Record<CommandAttemptDto["kind"], string>> = {
  send: "Sent",
  look_up: "Looked up in Odoo",
  recheck: "Read again in Odoo",
};

interface AttemptsCardProps {
  readonly page: Pick<CommandPage, "attemptsMade" | "attempts">;
  readonly mayReadExchange: boolean;
}

/** Each try: when, how long, what came of it, and what was asked and answered. */
export function AttemptsCard({ page, mayReadExchange }: AttemptsCardProps) {
  const { attemptsMade } = page;
  return (
    <Card title="Tries" aside={!mayReadExchange && attemptsMade.length > 0 && <NotShown />}>
      {attemptsMade.length === 0 ? (
        <p className="text-ink-3">Not tried yet.</p>
      ) : (
        <ol className="grid gap-3">
          {attemptsMade.map((attempt) => (
            <Attempt key={attempt.number} attempt={attempt} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function NotShown() {
  return <p className="text-xs text-ink-3">What was asked and answered is for dispatch, finance and IT.</p>;
}

function Attempt({ attempt }: { readonly attempt: CommandAttemptDto }) {
  const { exchange } = attempt;
  return (
    <li className="border-t border-line pt-3 first:border-t-0 first:pt-0">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span>
          <b>
            {attempt.number}. {KIND_WORDS[attempt.kind]}
          </b>
          : {attempt.outcome.replaceAll("_", " ")}
        </span>
        <span className="text-xs text-ink-3">
          <AbsoluteTime at={attempt.startedAt} />, took {attempt.durationMs.toLocaleString("en")} ms
        </span>
      </p>
      {attempt.error && <p className="mt-0.5 break-words text-bad">{attempt.error}</p>}
      {exchange && (
        <details className="mt-1">
          <summary className="text-xs text-accent underline">What was asked and answered</summary>
          <Exchange title="Asked" text={exchange.request} />
          {exchange.reply === null ? (
            <p className="mt-2 text-xs text-ink-3">No answer was read.</p>
          ) : (
            <Exchange title="Answered" text={exchange.reply} />
          )}
        </details>
      )}
    </li>
  );
}

function Exchange({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <>
      <h3 className="mt-2 text-xs font-medium text-ink-3">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="mono mt-1 max-h-80 overflow-auto rounded-lg bg-sunken px-3 py-2.5">
        {text}
      </pre>
    </>
  );
}
