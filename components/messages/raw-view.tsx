"use client";

import { Download } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { classNames } from "@/components/ui/class-names";
import { PILL_LOOK, PILL_OFF, PILL_ON } from "@/components/ui/filter-pill";
import type { RawForm, RawView as RawViewData } from "@/lib/contracts/messages/raw-view";
import { rawFacts } from "./raw-facts";
import { RawLine, RawLineText } from "./raw-line";
import { RawRows } from "./raw-rows";
import { useRawWindows } from "./use-raw-windows";

interface RawViewProps {
  readonly view: RawViewData;
  /** Height of the scroll area; the default suits a page, a side panel gives its own. */
  readonly className?: string;
  /** Where the bytes can be had as they are; the inbox when left out. */
  readonly downloadHref?: string;
}

/** What a partner sent, readable, with the place something came from marked and in sight. */
export function RawView({ view: initial, className, downloadHref }: RawViewProps) {
  const { view, busy, problem, end, loadMore, loadEarlier, showForm } = useRawWindows(initial);
  const scroller = useRef<HTMLElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls again when another place is marked
  useEffect(() => {
    const area = scroller.current;
    const line = area?.querySelector<HTMLElement>("[data-marked]");
    // Only the area itself moves: the page must stay where the reader left it.
    if (area && line)
      area.scrollTop += line.getBoundingClientRect().top - area.getBoundingClientRect().top - 60;
  }, [view.marked, view.messageId]);

  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 border-b border-line px-4 py-2">
        <p className="min-w-0 flex-1 text-xs text-ink-3">{rawFacts(view)}</p>
        {view.hasForms && <FormSwitch form={view.form} onChange={showForm} />}
        <a
          href={downloadHref ?? `/api/messages/${view.messageId}/download`}
          className={buttonLook("default", "text-xs")}
        >
          <Download size={13} aria-hidden="true" />
          Download original
        </a>
      </div>
      {view.at !== null && view.marked === null && (
        <p className="border-b border-line bg-warn-soft px-4 py-1.5 text-warn">
          {`"${view.at}" was not found in these bytes. They are shown from the start.`}
        </p>
      )}
      {view.total === 0 && <p className="px-4 py-6 text-center text-ink-2">The message holds no bytes.</p>}
      <section
        ref={scroller}
        aria-label="Bytes of the message"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        tabIndex={0}
        className={classNames(
          "mono overflow-auto py-2 focus-visible:-outline-offset-2",
          className ?? "max-h-[70dvh]",
        )}
      >
        {view.from > 0 && (
          <MoreButton busy={busy} onClick={loadEarlier}>
            {`Show from the start (${view.from.toLocaleString("en")} lines above)`}
          </MoreButton>
        )}
        <Lines view={view} />
        {end < view.total && (
          <MoreButton busy={busy} onClick={loadMore}>
            {`Load more (${(view.total - end).toLocaleString("en")} of ${view.total.toLocaleString("en")} lines below)`}
          </MoreButton>
        )}
      </section>
      {view.cut && <p className="border-t border-line px-4 py-1.5 text-xs text-ink-3">{view.cut}</p>}
      {problem && (
        <p role="alert" className="border-t border-line bg-bad-soft px-4 py-1.5 text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

const LAZY_FROM_LINES = 300;

function Lines({ view }: { readonly view: RawViewData }) {
  const { content, from, marked } = view;
  if (content.kind === "rows") {
    return <RawRows lines={content.lines} columns={content.columns} from={from} marked={marked} />;
  }
  return content.lines.map((line, index) => (
    <RawLine
      // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the message
      key={from + index}
      number={line.number}
      marked={marked !== null && from + index >= marked.from && from + index <= marked.to}
      first={marked?.from === from + index}
      lazy={content.lines.length > LAZY_FROM_LINES}
    >
      <RawLineText content={content} index={index} />
    </RawLine>
  ));
}

const FORMS: readonly { readonly form: RawForm; readonly label: string }[] = [
  { form: "pretty", label: "On lines" },
  { form: "original", label: "As it came" },
];

function FormSwitch({
  form,
  onChange,
}: {
  readonly form: RawForm;
  readonly onChange: (form: RawForm) => void;
}) {
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">How to show the JSON</legend>
      {FORMS.map((option) => (
        <button
          key={option.form}
          type="button"
          aria-pressed={option.form === form}
          onClick={() => onChange(option.form)}
          className={classNames(PILL_LOOK, "text-xs", option.form === form ? PILL_ON : PILL_OFF)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

function MoreButton({
  busy,
  onClick,
  children,
}: {
  busy: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <div className="px-4 py-2 font-sans">
      <Button busy={busy} onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}
