import Link from "next/link";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import { FLOW_TITLES } from "@/lib/contracts/flows/flow-words";
import type { ApprovalDto } from "@/lib/contracts/flows/run-list";
import { moneyText } from "@/lib/domain/money/decimal";

interface ApprovalCardProps {
  readonly approval: ApprovalDto;
  readonly linksToRun?: boolean;
  /** The buttons. */
  readonly children?: React.ReactNode;
}

/** One question with what supports the answer, who asked, since when, and until when. */
export function ApprovalCard({ approval, linksToRun = false, children }: ApprovalCardProps) {
  const { amount } = approval;
  return (
    <article
      data-approval={approval.id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: `J` and `K` go from one question to the next
      tabIndex={0}
      aria-label={approval.question}
      className="rounded-xl border border-line bg-surface p-3.5"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold break-words">{approval.question}</h2>
          <p className="text-xs text-ink-3">
            {FLOW_TITLES[approval.flow]},{" "}
            {linksToRun ? (
              <Link href={`/flows/${approval.runId}`} className="text-accent underline">
                {approval.subject}
              </Link>
            ) : (
              approval.subject
            )}
            ; asked <RelativeTime at={approval.askedAt} focusable /> by {approval.askedBy}; expires{" "}
            <RelativeTime at={approval.expiresAt} focusable />
            {approval.escalatedAt && " · shown to leads"}
            {approval.fourEyes && " · needs a second person"}
          </p>
        </div>
        {amount && (
          <p className="text-lg font-semibold tabular-nums">
            {moneyText(amount.amountMinor, amount.currency)}
          </p>
        )}
      </div>
      <KeyValueList className="mt-2.5">
        {approval.evidence.map(({ label, value, href }) => (
          <KeyValue key={`${label} ${value}`} name={label}>
            {href ? (
              <Link href={href} className="text-accent underline">
                {value}
              </Link>
            ) : (
              value
            )}
          </KeyValue>
        ))}
      </KeyValueList>
      {approval.whyNot && <p className="mt-2.5 text-ink-3">{approval.whyNot}</p>}
      {approval.onBehalfOf && (
        <p className="mt-2.5 text-ink-3">You decide for {approval.onBehalfOf}, who is away.</p>
      )}
      {children && <div className="mt-3 flex flex-wrap gap-2">{children}</div>}
    </article>
  );
}
