import Link from "next/link";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { traceHref } from "@/lib/contracts/trace/trace-href";
import type { TracePage, TraceQuery } from "@/lib/contracts/trace/trace-page";
import { LANE_WORDS } from "./lane-track";
import { ScrollToFocus } from "./scroll-to-focus";
import { TraceNodeRow } from "./trace-node-row";
import { dayText } from "./trace-time";

interface TraceViewProps {
  readonly page: TracePage;
  readonly query: TraceQuery;
}

/** The whole path, top to bottom in the order of time, in three lanes. */
export function TraceView({ page, query }: TraceViewProps) {
  const here = { ...query, q: undefined, from: page.from };
  const { nodes, zone } = page;
  return (
    <div className="mt-3.5">
      <TraceFacts page={page} />
      <div className="mt-3.5 flex flex-wrap items-center justify-between gap-2.5">
        <Tabs
          label="How much of it"
          tabs={[
            { href: traceHref({ from: page.from }), label: allText(page), current: page.scope === "all" },
            // What stands in no trace has nothing to be narrowed to.
            ...(page.traceId === null
              ? []
              : [
                  {
                    href: traceHref({ from: page.from, scope: "trace" }),
                    label: "Only this trace",
                    current: page.scope === "trace",
                  },
                ]),
          ]}
        />
        <p className="text-xs text-ink-3">
          Times in {zone}. Lanes: {Object.values(LANE_WORDS).join(", ")}.
        </p>
      </div>
      {page.earlier && <PageLinks page={page} here={here} />}
      <ol aria-label="Path" className="mt-2.5 overflow-clip rounded-card border border-line bg-surface py-1">
        {nodes.map((node, index) => {
          const above = nodes[index - 1];
          const isOpen = page.opened !== null && query.open === node.key;
          return (
            <TraceNodeRow
              key={node.key}
              node={node}
              zone={zone}
              sameDay={above !== undefined && dayText(above.at, zone) === dayText(node.at, zone)}
              openHref={traceHref({ ...here, open: isOpen ? undefined : node.key })}
              opened={isOpen ? page.opened : null}
            />
          );
        })}
        {nodes.length === 0 && (
          <li>
            <EmptyState title="Nothing stands in this trace yet">
              {page.scope === "trace"
                ? "Nothing names this trace. Everything of its shipments may say more."
                : "Nothing was recorded. What comes in shows here by itself."}
            </EmptyState>
          </li>
        )}
      </ol>
      <PageLinks page={page} here={here} />
      {!query.before && !query.after && !query.open && <ScrollToFocus />}
    </div>
  );
}

function TraceFacts({ page: { traceId, shipments, shipmentsLeftOut } }: { readonly page: TracePage }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2">
      {shipments.length > 0 && (
        <p>
          On{" "}
          {shipments.map(({ id, number }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link href={`/shipments/${encodeURIComponent(number)}`} className="text-accent underline">
                {number}
              </Link>
            </span>
          ))}
          {shipmentsLeftOut > 0 && ` and ${shipmentsLeftOut} more, which this trace leaves out`}
        </p>
      )}
      {traceId && (
        <p className="flex min-w-0 items-center gap-1">
          <span className="text-ink-3">Trace id</span> <span className="mono break-all">{traceId}</span>
          <CopyButton value={traceId} what="trace id" />
        </p>
      )}
    </div>
  );
}

function allText({ shipments }: TracePage): string {
  const [only] = shipments;
  if (!only) return "Everything about it";
  return shipments.length === 1
    ? `Everything on ${only.number}`
    : `Everything on ${shipments.length} shipments`;
}

function PageLinks({ page, here }: { readonly page: TracePage; readonly here: Partial<TraceQuery> }) {
  const at = (place: Partial<TraceQuery>) =>
    traceHref({ ...here, before: undefined, after: undefined, open: undefined, ...place });
  return (
    <Pagination
      newerLabel="Earlier"
      olderLabel="Later"
      newerHref={page.earlier && at({ before: page.earlier })}
      olderHref={page.later && at({ after: page.later })}
      summary={`${page.nodes.length} steps shown`}
    />
  );
}
