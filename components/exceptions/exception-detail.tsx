import Link from "next/link";
import type { ExceptionPage } from "@/lib/contracts/exceptions/exception-page";
import { exceptionsHref } from "@/lib/contracts/exceptions/exception-query";
import type { PromiseToldDto } from "@/lib/contracts/exceptions/promise-told";
import { ActionBar } from "./action-bar";
import { DetailHead } from "./detail-head";
import { GroupState } from "./group-card";
import { HistoryList } from "./history-list";
import { RelatedList } from "./related-list";
import { RunbookPart } from "./runbook-part";
import { Section } from "./section";
import { SuggestedStep } from "./suggestion";

interface ExceptionDetailProps {
  readonly page: ExceptionPage;
  readonly promise: PromiseToldDto | null;
  readonly me: string;
  /** Beside the list, or a page of its own with the runbook at the side. */
  readonly form: "panel" | "page";
  /** In the panel: how to close it and the way to its own page. */
  readonly corner?: React.ReactNode;
}

const CARD = "min-w-0 rounded-card border border-line bg-surface";

/** One exception: what is wrong, what to do next, how to do it by hand, and all that was done. */
export function ExceptionDetail({ page, promise, me, form, corner }: ExceptionDetailProps) {
  const runbook = (
    <Section title="Runbook">
      <RunbookPart runbook={page.runbook} mayEdit={page.rights.editRunbook} linksAll />
    </Section>
  );
  const main = (
    <>
      <Section>
        {corner}
        <DetailHead page={page} promise={promise} />
        {page.rights.work && (
          <div className="mt-2.5">
            <ActionBar row={page} me={me} />
          </div>
        )}
      </Section>
      <Section title="Suggested next">
        <SuggestedStep page={page} />
      </Section>
      {page.related.length > 0 && (
        <Section title={`Also with ${page.subject.label}`}>
          <RelatedList rows={page.related} />
        </Section>
      )}
      {page.group && <OneCause group={page.group} />}
    </>
  );
  const history = (
    <Section title="History" aside={page.zone}>
      <HistoryList history={page.history} historyIsCut={page.historyIsCut} />
    </Section>
  );
  if (form === "panel") {
    return (
      <div className={CARD}>
        {main}
        {runbook}
        {history}
      </div>
    );
  }
  return (
    <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className={CARD}>
        {main}
        {history}
      </div>
      <div className={CARD}>{runbook}</div>
    </div>
  );
}

function OneCause({ group }: { readonly group: NonNullable<ExceptionPage["group"]> }) {
  return (
    <Section title="One cause, many failures">
      <p className="flex flex-wrap items-center gap-2">
        <Link href={exceptionsHref({ tab: "open", group: group.id })} className="text-accent underline">
          {group.title}
        </Link>
        <GroupState group={group} />
      </p>
      <p className="mt-1 text-xs text-ink-3">
        {`${group.openCount.toLocaleString("en")} open on ${group.connection.name}. Mend the cause, and they close together.`}
      </p>
    </Section>
  );
}
