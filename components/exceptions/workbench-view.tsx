import { WorkerBanner } from "@/components/odoo/worker-banner";
import { classNames } from "@/components/ui/class-names";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Pagination } from "@/components/ui/pagination";
import type { ExceptionList } from "@/lib/contracts/exceptions/exception-list";
import { exceptionsHref } from "@/lib/contracts/exceptions/exception-query";
import { ActingProvider } from "./acting";
import { BulkButton } from "./bulk-button";
import { EmptyExceptions } from "./empty-exceptions";
import { ExceptionFilters } from "./exception-filters";
import { ExceptionTable } from "./exception-table";
import { ExceptionTabs } from "./exception-tabs";
import { exceptionsText, TAB_WORDS } from "./exception-words";
import { GroupCard } from "./group-card";
import { headSentence } from "./head-sentence";
import { KeysHint } from "./keys-hint";

interface WorkbenchViewProps {
  readonly list: ExceptionList;
  readonly me: string | null;
  readonly openId: string | null;
  readonly allCauses: boolean;
  /** The menu of saved filters. */
  readonly views: React.ReactNode;
  /** The open exception; false or null when none is. */
  readonly panel: React.ReactNode;
}

/** Everything that is wrong, the gravest first; one of them open beside it. Under 1100 px the open one stands alone. */
export function WorkbenchView({ list, me, openId, allCauses, views, panel }: WorkbenchViewProps) {
  const { query, rows, rights } = list;
  const isOpen = openId !== null;
  const people = list.people.map(({ value, label }) => ({ id: value, name: label }));
  return (
    <ActingProvider me={me} people={people}>
      <PageHead
        title="Exceptions"
        sub={headSentence(list)}
        actions={
          <>
            <LinkButton kind="quiet" href="/exceptions/runbooks" prefetch={false}>
              Runbooks
            </LinkButton>
            <LinkButton kind="quiet" href="/exceptions/severity" prefetch={false}>
              Severity
            </LinkButton>
            <LinkButton href="/exceptions/handover">Shift handover</LinkButton>
            {rights.bulk && <BulkButton key={exceptionsHref(query)} list={list} people={people} />}
          </>
        }
      />
      <div className={classNames(isOpen && "max-lg:hidden")}>
        <WorkerBanner stale={list.stale}>What ran out lately is missing here.</WorkerBanner>
        <div className="mt-3.5 flex flex-wrap items-center justify-between gap-2.5">
          <ExceptionTabs query={query} counts={list.counts} />
          {views}
        </div>
        <ExceptionFilters list={list} />
      </div>
      <div
        className={classNames(
          "grid items-start gap-3.5",
          isOpen && "mt-3.5 lg:mt-0 lg:grid-cols-[minmax(0,1fr)_380px] xl:grid-cols-[minmax(0,1fr)_420px]",
        )}
      >
        <div className={classNames("grid min-w-0 gap-3.5", isOpen && "max-lg:hidden")}>
          {query.tab === "open" && <GroupCard groups={list.groups} query={query} all={allCauses} />}
          <ExceptionTable list={{ query, rows }} openId={openId} empty={<EmptyExceptions query={query} />} />
          <div>
            {(rows.length > 0 || list.newer) && (
              <Pagination
                newerLabel="Previous"
                olderLabel="Next"
                newerHref={list.newer && exceptionsHref(query, { before: list.newer })}
                olderHref={list.older && exceptionsHref(query, { after: list.older })}
                summary={list.bounded ?? pageText(list)}
              />
            )}
            {me && rights.work && rows.length > 0 && <KeysHint />}
          </div>
        </div>
        {panel && (
          <aside
            aria-label="The open exception"
            className="min-w-0 lg:sticky lg:top-[calc(var(--top-height)+0.75rem)] lg:max-h-[calc(100dvh-var(--top-height)-1.5rem)] lg:overflow-y-auto"
          >
            {panel}
          </aside>
        )}
      </div>
    </ActingProvider>
  );
}

function pageText({ query, rows }: ExceptionList): string {
  const order = query.tab === "resolved" ? "the newest first" : "the gravest first, then the oldest";
  return `${exceptionsText(rows.length)} on this page of “${TAB_WORDS[query.tab]}”, ${order}.`;
}
