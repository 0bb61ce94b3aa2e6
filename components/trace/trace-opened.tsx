import { RawView } from "@/components/messages/raw-view";
import type { TraceOpened } from "@/lib/contracts/trace/trace-page";

/** What stands behind a node, in place: bytes with the place marked, or what was asked and answered. */
export function OpenedNode({ opened }: { readonly opened: TraceOpened }) {
  if (opened.kind === "exchange") {
    return (
      <div className="mt-2 rounded-card border border-line bg-surface px-3 pb-3">
        <Exchange title="Asked" text={opened.request} />
        {opened.reply === null ? (
          <p className="mt-2 text-xs text-ink-3">No answer was read.</p>
        ) : (
          <Exchange title="Answered" text={opened.reply} />
        )}
      </div>
    );
  }
  return (
    <div className="mt-2 overflow-clip rounded-card border border-line bg-surface">
      <RawView
        view={opened.view}
        className="max-h-[46dvh]"
        {...(opened.kind === "outbound_bytes"
          ? { downloadHref: `/api/messages/outbound/${opened.id}/download` }
          : {})}
      />
    </div>
  );
}

function Exchange({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section aria-label={title}>
      <h3 className="mt-2 text-xs font-medium text-ink-3">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="mono mt-1 max-h-80 overflow-auto rounded-lg bg-sunken px-3 py-2.5">
        {text}
      </pre>
    </section>
  );
}
