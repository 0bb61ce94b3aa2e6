import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ExceptionPage } from "@/lib/contracts/exceptions/exception-page";
import type { PromiseToldDto } from "@/lib/contracts/exceptions/promise-told";
import { traceHref } from "@/lib/contracts/trace/trace-href";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { DueText } from "./due-text";
import { isSettled, moneyText, SEVERITY_WORDS, STATE_WORDS } from "./exception-words";
import { KindChip } from "./kind-chip";
import { StateText } from "./state-text";

interface DetailHeadProps {
  readonly page: ExceptionPage;
  /** The promise in one line a person can repeat on the phone. */
  readonly promise: PromiseToldDto | null;
}

/** What it is about, what is wrong, what was promised, who has it. */
export function DetailHead({ page, promise }: DetailHeadProps) {
  const { subject, customer, carrier, money } = page;
  return (
    <>
      <div className="flex flex-wrap items-center gap-1.5">
        <KindChip kind={page.kind} severity={page.severity} settled={isSettled(page.state)} />
        <Chip plain>{SEVERITY_WORDS[page.severity]}</Chip>
        <span className="text-xs text-ink-3">
          {page.state === "open" ? STATE_WORDS.open.toLowerCase() : <StateText row={page} />}
        </span>
        <Link
          href={traceHref({ from: `exception:${page.id}` })}
          prefetch={false}
          className="ml-auto text-xs text-accent underline"
        >
          Trace
        </Link>
      </div>
      <h2 className="mt-2 break-words">
        {subject.href ? (
          <Link href={subject.href} className="text-accent underline">
            {subject.label}
          </Link>
        ) : (
          subject.label
        )}
        {customer && `, ${customer}`}
      </h2>
      <p className="mt-0.5 text-ink-2">
        {[page.summary, carrier].filter(Boolean).join(", ")}
        {", for "}
        <RelativeTime at={page.sinceAt} form="age" focusable />.
      </p>
      {page.dueAt && (
        <p className="mt-0.5 text-ink-2">
          Promised by <AbsoluteTime at={page.dueAt} /> {page.zone}: <DueText at={page.dueAt} />.
        </p>
      )}
      {promise && (
        <p className="mt-0.5 text-xs text-ink-3">
          {promise.explanation} (judged <AbsoluteTime at={promise.judgedAt} />)
        </p>
      )}
      <p className="mt-0.5 text-ink-2">
        {page.assignee
          ? `With ${page.assignee.name}.`
          : `With nobody; ${ROLE_LABELS[page.ownerRole]} looks first.`}
        {money && ` ${moneyText(money)} at stake.`}
        {page.reopenedCount > 0 && ` Opened again ${times(page.reopenedCount)}.`}
      </p>
      {page.resolution && <p className="mt-0.5 text-ink-2">{`Settled: ${page.resolution}`}</p>}
    </>
  );
}

const times = (count: number) => (count === 1 ? "once" : `${count} times`);
